import { expect } from "expect";
import { join } from "node:path";
import { describe, it } from "node:test";
import { writeFormula } from "../../export/math/formula.ts";
import { run } from "../../tools/command.ts";
import { program } from "../../tools/paths.ts";

const typst = (tex: string, display = true): string =>
  writeFormula({ tex, display }).typst.replace(/\\u\{(\w+)\}/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));

/** What a theory of networks writes; each line was looked at beside KaTeX's picture of it. */
const formulas = String.raw`
\operatorname{softmax}(x)_i = \frac{e^{x_i}}{\sum_{j=1}^{d} e^{x_j}}
\|x\|_2 + \lVert x \rVert_2 + \left\| \frac{a}{b} \right\|_F + \left| x \right|
\{ x \mid x > 0 \} = \left\{ x \,\middle|\, x > \frac12 \right\}
\left. \frac{df}{dx} \right|_{x=0} \bigl( x \bigr) \Big| \bigl\| y \bigr\|
x \xrightarrow{f} y \xleftarrow[b]{a} z \longrightarrow w \mapsto v
\begin{aligned} a &= b & c &= d \\ &\le e && \text{by (1.1)} \end{aligned}
J = \begin{aligned} a &= b \\ c &= d \end{aligned} + \begin{gathered} a \\ b \end{gathered}
f(x) = \begin{cases} \dfrac{a}{b} & x > 0 \\ 0 & \text{otherwise} \end{cases}
\begin{bmatrix} a & b \\ c & d \end{bmatrix} \begin{pmatrix} 1 \\ 2 \end{pmatrix} \begin{vmatrix} \vdots & \ddots \\ \cdots & d \end{vmatrix}
\left[\begin{array}{c|c} A & B \\ \hline C & D \end{array}\right] \left(\begin{smallmatrix} a & b \\ c & d \end{smallmatrix}\right)
\operatorname*{arg\,max}_x f(x) + \max_{1 \le i \le d} x_i + \lim_{h \to 0} g + \sum_{\substack{i=1 \\ i \ne j}}^n x_i
\mathbb{R}^{m \times n}, \mathcal{N}, \mathbf{x}, \boldsymbol{\delta}, \mathrm{rank}, \mathsf{T}, \mathtt{x}, \mathfrak{g}, \textbf{ab}
\hat{x}, \tilde{x}, \bar{x}, \overline{xy}, \underline{x}, \vec{v}, \dot{x}, \ddot{x}, \mathring{x}, \overrightarrow{AB}
\underbrace{a+b}_{n} + \overbrace{c}^{m} + \sqrt{x} + \sqrt[3]{y} + \binom{n}{k} + \tfrac12
\sigma'(x), f''(x), f^{(n)}, x^{\prime}, {}_i x, x_{i,j}^{2}\!, 1{,}000, 10^{-14}, \partial, \nabla, \infty, \ell
a \;\;\text{and}\quad b~c \qquad d \bmod 2 \pmod n \overset{!}{=} \stackrel{\text{def}}{=} \underset{x}{y}
P[(u,v),(i,j)] = x[i+u-1; j+v-1] : f\colon A \to B, \# \& \_ \% / \backslash, a := b, \not= \notin
\boxed{x} \phantom{y} \mathstrut \smash{z} W \mathbin{\ast} x \mathop{T} \textstyle \sum_i \displaystyle \sum_i
`.trim().split("\n");

describe("typstMath()", () => {
  it("writes what Typst reads, in the line and on its own", async () => {
    const folder = await Deno.makeTempDir();
    try {
      const lines = formulas.flatMap((
        tex,
      ) => [`$ ${writeFormula({ tex, display: true }).typst} $`, `$${writeFormula({ tex, display: false }).typst}$`]);
      await Deno.writeTextFile(join(folder, "a.typ"), lines.join("\n\n"));
      const compile = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], ignore_system_fonts=True)";
      const { code, text } = await run(program("python"), [
        "-c",
        compile,
        join(folder, "a.typ"),
        join(folder, "a.pdf"),
      ]);
      expect(text).toBe("");
      expect(code).toBe(0);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
  it("writes bars that grow with what they hold", () => expect(typst("\\left| x \\right|")).toBe("lr(|x|)"));
  it("tells a norm from a relation", () => {
    expect(typst("\\|x\\|")).toBe('class("normal",‖)xclass("normal",‖)');
    expect(typst("a \\parallel b")).toBe("a∥b");
  });
  it("sets the limits of an operator below it, and a sum's where there is room", () => {
    expect(typst("\\operatorname*{argmax}_i")).toBe('attach(op("argmax",limits:#true),b:i)');
    expect(typst("\\sum_i", true)).toBe("attach(∑,b:i)");
    expect(typst("\\sum_i", false)).toBe("attach(scripts(∑),b:i)");
  });
  it("keeps rules, gaps and alignment of rows", () => {
    expect(typst("\\begin{array}{c|c} a & b \\\\ \\hline c & d \\end{array}")).toContain(
      "augment:#(vline:(1,),hline:(1,)",
    );
    expect(typst("\\begin{aligned} a &= b & c &= d \\end{aligned}")).toBe(
      "display(a)&display(=b)#h(1em);&display(c)&display(=d)",
    );
  });
  it("lets no sign be taken for Typst's syntax", () => {
    expect(writeFormula({ tex: 'a_1, \\#; "', display: false }).typst).toBe(
      "attach(\\u{61},b:1)\\u{2c}\\u{23}\\u{3b}\\u{22}",
    );
    expect(typst('\\text{a "b" \\textbackslash}')).toBe('"a \\"b\\" \\\\"');
  });
});
