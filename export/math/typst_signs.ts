/** Letters, signs, words and spaces of a formula, as Typst writes them. */
import type { Element } from "../read/dom.ts";

/** A letter, or a function's name, which stands upright with a space behind it. */
export function identifier(node: Element): string {
  const text = node.textContent;
  if (text in bars) return normal(escaped(bars[text]!));
  return [...text].length > 1 ? `op(${string(text)})` : styled(node, escaped(text));
}

const variants: Readonly<Record<string, (text: string) => string>> = {
  "normal": (text) => `upright(${text})`,
  "italic": (text) => `italic(${text})`,
  "bold": (text) => `bold(upright(${text}))`,
  "bold-italic": (text) => `bold(${text})`,
  "double-struck": (text) => `bb(${text})`,
  "script": (text) => `cal(${text})`,
  "fraktur": (text) => `frak(${text})`,
  "sans-serif": (text) => `sans(upright(${text}))`,
  "monospace": (text) => `mono(${text})`,
};

/** Something in the letters that its element asks for. */
export function styled(node: Element, text: string): string {
  const variant = node.getAttribute("mathvariant");
  // ∂, ∞ and their like are upright as they are.
  if (variant === "normal" && !/\p{L}/u.test(node.textContent)) return text;
  if (variant === null) return text;
  const write = variants[variant];
  if (!write) throw new SyntaxError(`print has no letters of the kind ${variant}`);
  return write(text);
}

const normal = (text: string): string => `class("normal",${text})`;

/** A sign; KaTeX gives an attribute where its kind or its size is not the usual one. */
export function operator(node: Element): string {
  const sign = node.textContent.replace("\u2061", "").normalize("NFC");
  if (sign === "") return "";
  const size = node.getAttribute("minsize");
  const left = node.getAttribute("lspace");
  if (node.getAttribute("fence") !== null) {
    const bar = escaped(bars[sign] ?? sign);
    if (size !== null) return `class("${side(sign)}",stretch(${bar},size:#${size}))`;
    return left === null ? bar : `mid(${bar})`;
  }
  if (size !== null) return `stretch(${escaped(sign)},size:#(100% + 1em))`;
  if (left !== null) return spaced(escaped(sign), left, node.getAttribute("rspace") ?? "0em");
  if (node.getAttribute("stretchy") === "false" && sign in bars) return normal(escaped(bars[sign]!));
  return sign === "⋯" ? spaced(escaped(sign), "0.1667em", "0.1667em") : escaped(sign);
}

/** Bars that are no relations: those that grow have other characters. */
const bars: Readonly<Record<string, string>> = { "∣": "|", "∥": "‖" };

/** Something that has these gaps beside it and no others. */
export function spaced(text: string, left: string, right: string): string {
  return `${gap(left)}${normal(text)}${gap(right)}`;
}

function gap(width: string): string {
  return parseFloat(width) === 0 ? "" : `#h(${width});`;
}

function side(sign: string): string {
  return "([{⟨⌊⌈".includes(sign) ? "opening" : ")]}⟩⌋⌉".includes(sign) ? "closing" : "normal";
}

const em: Readonly<Record<string, number>> = { "\u200a": 1 / 18, "\u2009": 3 / 18, "\u2005": 4 / 18, "\u2003": 1 };

/** Text, or a space made of space characters; U+2063 marks a negative one. */
export function words(node: Element): string {
  const text = node.textContent;
  if (!/^[\u200a\u2009\u2005\u2003\u2063]+$/.test(text)) return styled(node, string(text.replaceAll("\u00a0", " ")));
  const width = [...text].reduce((sum, c) => sum + (em[c] ?? 0), 0);
  return gap(`${(text.includes("\u2063") ? -width : width).toFixed(4)}em`);
}

/** A space of a stated width. */
export function space(node: Element): string {
  if (node.getAttribute("linebreak")) throw new SyntaxError("print breaks no line at \\newline: use aligned");
  return gap(node.getAttribute("width") ?? "0em");
}

/** Characters that nothing in Typst takes for syntax. */
export function escaped(text: string): string {
  return [...text].map((c) => `\\u{${c.codePointAt(0)!.toString(16)}}`).join("");
}

/** Upright text. */
export function string(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
