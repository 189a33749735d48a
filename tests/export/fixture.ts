/** Two notebooks with every construct that an export meets; the outputs are what the report's own words show. */
import { join } from "node:path";

interface Display {
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
}
const shown: Display[] = [];
// As in tslab's kernel, whose place this takes: the words find it when they are loaded.
Object.assign(globalThis, {
  __tslab__: { require: () => ({ lastWriteDisplayData: (content: Display) => shown.push(content) }) },
});
const { claim, collectClaims, figure, ledger, liveDecoder, plot, say, start, table } = await import("nnr/report");
const { models, Rng } = await import("nnr");

const chart = {
  ...plot({ marks: [], x: { domain: [0, 1] }, y: { domain: [0, 1] } }, { alt: 'an empty chart "from 0 to 1" \\ {x}' }),
  plotly: { data: [{ x: [0, 1], y: [1, 0], type: "scatter" }], layout: { title: { text: "</script>" } } },
};

/** Two sliders; the page draws the image by itself. */
const live = liveDecoder(models.denseAutoencoder([1024, 2], { rng: new Rng(1), output: "sigmoid" }).decoder, {
  starts: [{ name: "grey", code: [0, 0] }, { name: "other", code: [3, -3] }],
  ...{ low: [-3, -3], high: [3, 3] },
});

const told = {
  svg: '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"/>',
  ...{ width: 200, height: 100, alt: "two parts" },
  places: [
    { x: 20, y: 10, width: 60, height: 50, says: 'left & "first"' },
    { x: 120, y: 10, width: 60, height: 50, says: "right" },
  ],
  live: live.html,
};

const first = (): object[] => [
  markdown(`# 1 Constructs
What is exported: *text*, **bold**, \`$code\` and \`\${code}\`, a price of $5, "quotes" & signs < > — é ‖x‖ 10⁻¹⁷.`),
  markdown(`## 1.1 Mathematics
Inline $x_i \\le \\lVert x \\rVert_2$, and in a list:

1. $\\operatorname{softmax}(x)_i = e^{x_i} / \\sum_j e^{x_j}$,
2. a link to [theorem 1.1](#theorem-1-1), to equation [(1.1)](#equation-1-1), to [a claim](#claim-one-less), to
   [the figure](#figure-empty), to [the table](#table-wide), to [chapter 2](02_other.ipynb), to
   [theorem 2.1](02_other.ipynb#theorem-2-1), to [solutions](solutions/01_constructs.ipynb), to
   [a paper](https://arxiv.org/abs/1010.1010) and to [Mathematics](#1.1-Mathematics).

<div class="theorem" id="theorem-1-1">

**Theorem 1.1** (shift). For every $c \\in \\mathbb{R}$,

<a id="equation-1-1"></a>
$$
\\begin{aligned}
\\operatorname{softmax}(x + c)_i &= \\frac{e^{x_i + c}}{\\sum_j e^{x_j + c}} \\\\
  &= \\operatorname{softmax}(x)_i .
\\end{aligned} \\tag{1.1}
$$

</div>

<div class="proof">

*Proof.* The factor $e^c$ cancels in [(1.1)](#equation-1-1). $\\blacksquare$

</div>

$$ \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} \\left. \\frac{df}{dx} \\right|_{x=0} $$

| name | $|x|$ |
| :--- | ---: |
| one | 1 |
| + one more | 2 |

\`\`\`ts
const fenced = "$x$";
\`\`\``),
  code(`start(1);`, () => start(1, { data: "none" })),
  code(
    `const long = "${
      "a string without spaces ".replaceAll(" ", "_").repeat(6)
    }";\nclaim("one-less", "1 < 2", 1, { below: 2 });`,
    () => {
      claim("one-less", '1 < 2 & $5 costs "more"', 1, { below: 2 });
      claim("later", "what needs more training", 0.5, { above: 0.75 }, { from: "full" });
    },
  ),
  code("say`…`;", () => say`Over ${1000} trials the error $\\varepsilon$ is ${1e-17}.`),
  code(`table("wide", …);`, () => {
    const head = Array.from({ length: 24 }, (_, i) => `column ${i}`);
    table("wide", "A wide table of $x_i$.", head, [head.map((_, i) => i * 1234567), head.map(() => 1e-17)]);
  }),
  code(`figure("empty", …);`, () => figure("empty", 'It is *empty*. The curve of $x^2$ < 1 & "so on".', chart)),
  code("ledger();", () => ledger()),
];

const second = (): object[] => [
  markdown(`# 2 Other

<div class="theorem" id="theorem-2-1">

**Theorem 2.1.** As [theorem 1.1](01_constructs.ipynb#theorem-1-1).

</div>

<div class="proof">

By Theorem 1.1 and formula (1.1), see Figure 1.1; there is no Theorem 9.9.

</div>`),
  markdown(
    '## What\'s `left`, "quoted"?\n\nSee [above](#What\'s-left,-"quoted"?).\n\n## Exercises\n\nNone, see <https://example.org/a_b>.\n\n## Exercises\n\n<!-- a comment -->\n\nNone.',
  ),
  code("start(2);", () => start(2)),
  code(`claim("two-more", …);`, () => claim("two-more", "2 > 1", 2, { above: 1 })),
  code(`figure("told", …);`, () => figure("told", "It tells.", told)),
  code("ledger();", () => ledger()),
];

/** Writes both notebooks into a folder. */
export async function writeFixture(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  await writeNotebook(folder, "01_constructs", first());
  // A kernel of its own has a ledger of its own.
  await collectClaims(() => Promise.resolve());
  await writeNotebook(folder, "02_other", second());
}

/** Writes a notebook of given cells. */
export async function writeNotebook(folder: string, name: string, cells: readonly object[]): Promise<void> {
  const numbered = cells.map((cell, i) => ({ id: `c${i + 1}`, metadata: {}, ...cell }));
  const notebook = { cells: numbered, metadata: {}, nbformat: 4, nbformat_minor: 5 };
  await Deno.writeTextFile(join(folder, `${name}.ipynb`), JSON.stringify(notebook));
}

/** A Markdown cell. */
export function markdown(source: string): object {
  return { cell_type: "markdown", source };
}

/** A code cell with the displays that a run of it sends. */
export function code(source: string, run: () => void = () => {}): object {
  shown.length = 0;
  run();
  const outputs = shown.map(({ data, metadata }) => ({ output_type: "display_data", data, metadata }));
  return { cell_type: "code", source, execution_count: null, outputs };
}
