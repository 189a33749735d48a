/**
 * KaTeX's MathML -> Typst's math, so that one reader of TeX serves the site and the book.
 *
 * What it writes has no spaces (Typst keeps those beside text) and no bare names: every sign is an escape.
 */
import { type Element, parseXml } from "../read/dom.ts";
import { matrix } from "./typst_matrix.ts";
import { escaped, identifier, operator, space, spaced, string, styled, words } from "./typst_signs.ts";

/** Typst's markup of a formula, to stand between dollars. */
export function typstMath(mathml: string): string {
  const content = parseXml(mathml).querySelector("semantics")!.children[0]!;
  // Alone, aligned rows are the equation's own, which keeps the height of its lines.
  return content.localName === "mtable" ? matrix(content, convert, { alone: true }) : convert(content);
}

/** One element and all below it. */
function convert(node: Element): string {
  const parts = [...node.children];
  const part = (i: number): string => convert(parts[i]!);
  switch (node.localName) {
    case "mrow":
      return row(node);
    case "mi":
      return parts.length > 0 ? row(node) : identifier(node);
    case "mo":
      return parts.length > 0 ? nestedOperator(node) : operator(node);
    case "mn":
      return styled(node, /^[\d.]+$/.test(node.textContent) ? node.textContent : string(node.textContent));
    case "mtext":
      return words(node);
    case "mspace":
      return space(node);
    case "mfrac":
      if (node.getAttribute("linethickness") === "0px") return `vec(delim:#none,gap:#0.3em,${part(0)},${part(1)})`;
      return `frac(${part(0)},${part(1)})`;
    case "msqrt":
      return `sqrt(${row(node)})`;
    case "mroot":
      return `root(${part(1)},${part(0)})`;
    case "msub":
      return attach(beside(parts[0]!), { b: part(1) });
    case "msup":
      return attach(beside(parts[0]!), { t: part(1) });
    case "msubsup":
      return attach(beside(parts[0]!), { b: part(1), t: part(2) });
    case "munder":
      return under(node) ?? attach(centred(parts[0]!), { b: part(1) });
    case "mover":
      return over(node) ?? attach(centred(parts[0]!), { t: part(1) });
    case "munderover":
      return attach(centred(parts[0]!), { b: part(1), t: part(2) });
    case "mtable":
      return matrix(node, convert);
    case "mstyle":
      return style(node);
    case "menclose":
      if (node.getAttribute("notation") !== "box") break;
      return `#box(stroke:0.5pt,inset:3pt)[$${row(node)}$];`;
    case "mphantom":
      return `#hide[$${row(node)}$];`;
    case "mpadded":
      return row(node);
  }
  throw new SyntaxError(`print has no form for what KaTeX writes as <${node.localName}>`);
}

/** Elements one after the other; between delimiters that grow, or around them. */
function row(node: Element): string {
  const parts = [...node.children];
  const grows = (part: Element | undefined): boolean =>
    part?.getAttribute("fence") === "true" && part.getAttribute("minsize") === null;
  const text = parts.every(isUprightLetter) && parts.length > 1
    ? `upright(${string(node.textContent)})`
    : parts.map(convert).join("");
  return grows(parts[0]) || grows(parts.at(-1)) ? `lr(${text})` : text;
}

function isUprightLetter(part: Element): boolean {
  return part.localName === "mi" && part.getAttribute("mathvariant") === "normal" &&
    /^[A-Za-z]$/.test(part.textContent);
}

/** A sign made of others: `\overset{!}{=}` keeps the kind of what it is made of, `\mathop` and `\mathbin` say their own. */
function nestedOperator(node: Element): string {
  const text = row(node);
  const left = node.getAttribute("lspace");
  if (left !== null) return spaced(text, left, node.getAttribute("rspace") ?? left);
  return /^(mover|munder|munderover|mo|mi)$/.test(node.children[0]!.localName) ? text : `op(${text})`;
}

function style(node: Element): string {
  if (node.getAttribute("mathcolor")) throw new SyntaxError("the book has no colours in formulas");
  if (node.getAttribute("scriptlevel") === "1") return `script(${row(node)})`;
  return `${node.getAttribute("displaystyle") === "true" ? "display" : "inline"}(${row(node)})`;
}

function attach(base: string, marks: { readonly b?: string; readonly t?: string }): string {
  const named = Object.entries(marks).map(([where, text]) => `,${where}:${text === "" ? '""' : text}`);
  return `attach(${base === "" ? '""' : base}${named.join("")})`;
}

/** The base of marks beside it: signs that may set theirs above and below are told not to. */
function beside(base: Element): string {
  return isSign(base) ? `scripts(${convert(base)})` : convert(base);
}

/** The base of marks above and below: large signs set them so where there is room, arrows grow with them. */
function centred(base: Element): string {
  const name = [...base.querySelectorAll("mi")].find((part) => part.nextElementSibling?.textContent === "\u2061");
  if (name) return `op(${string(name.textContent)},limits:#true)`;
  return isSign(base) || base.getAttribute("stretchy") === "true" ? convert(base) : `limits(${convert(base)})`;
}

function isSign(base: Element): boolean {
  return base.localName === "mo" && base.children.length === 0 && base.getAttribute("stretchy") === null;
}

const accents: Readonly<Record<string, string>> = {
  "^": "\u0302",
  "~": "\u0303",
  "ˉ": "\u0304",
  "⃗": "\u20d7",
  "→": "\u20d7",
  "←": "\u20d6",
  "˙": "\u0307",
  "¨": "\u0308",
  "˚": "\u030a",
  "ˊ": "\u0301",
  "ˋ": "\u0300",
  "˘": "\u0306",
  "ˇ": "\u030c",
};

/** What stands over something as a part of it. */
function over(node: Element): string | undefined {
  const [base, mark] = [...node.children];
  const sign = mark!.textContent;
  if (sign === "⏞") return `overbrace(${convert(base!)})`;
  if (node.getAttribute("accent") !== "true") return undefined;
  if (sign === "‾") return `overline(${convert(base!)})`;
  const accent = accents[sign];
  if (accent === undefined) throw new SyntaxError(`print has no accent ${sign}`);
  return `accent(${convert(base!)},${escaped(accent)})`;
}

function under(node: Element): string | undefined {
  const [base, mark] = [...node.children];
  const sign = mark!.textContent;
  if (sign === "⏟") return `underbrace(${convert(base!)})`;
  if (node.getAttribute("accentunder") !== "true") return undefined;
  if (sign === "‾") return `underline(${convert(base!)})`;
  throw new SyntaxError(`print has no accent ${sign} below`);
}
