import { expect } from "expect";
import { readFileSync } from "node:fs";
import { readSafetensors, type Tensor } from "nnr";

/** The parts of a case by name. */
export type Golden = ReadonlyMap<string, Tensor>;

/** What PyTorch gave, group/case/part: pytorch.py says how. */
export const file: Golden = readSafetensors(readFileSync(new URL("pytorch.safetensors", import.meta.url))).tensors;

/** All cases of a group. */
export function goldens(group: string): ReadonlyMap<string, Golden> {
  const cases = new Map<string, Map<string, Tensor>>();
  for (const [path, tensor] of file) {
    const [first, name = "", ...part] = path.split("/");
    if (first !== group) continue;
    const parts = cases.get(name) ?? new Map<string, Tensor>();
    cases.set(name, parts.set(part.join("/"), tensor));
  }
  return cases;
}

/** A case, or a part of one, that must be there. */
export function part<T>(golden: ReadonlyMap<string, T>, name: string): T {
  const found = golden.get(name);
  if (found !== undefined) return found;
  throw new Error(`Cannot find ${name} among ${[...golden.keys()].join(", ")}`);
}

/** The parts whose names begin with a word and a stroke, by what follows. */
export function parts(golden: Golden, word: string): Golden {
  const within = [...golden].filter(([name]) => name.startsWith(`${word}/`));
  return new Map(within.map(([name, tensor]) => [name.slice(word.length + 1), tensor]));
}

/** Requires of every case that it is about something known, and of everything known that a case is about it. */
export function expectComplete(cases: Iterable<string>, known: Iterable<string>): void {
  expect(new Set([...cases].map((name) => name.split(" ")[0]))).toEqual(new Set(known));
}

/** Half the distance from 1 to the next number. */
const roundOff = { float64: 2 ** -53, float32: 2 ** -24 } as const;

/**
 * Requires that no number is further from PyTorch's than rounding explains, as the number type of `found` rounds.
 *
 * A sum of n terms of random sign grows like √n, and so does its error, in units of u times the sum (Higham and Mary 2019,
 * section 3); n is at most `terms`. Four units cover the largest of all numbers, what goes before and after the sum, and
 * PyTorch's own error. Errors weigh against the largest number, of at least 1, as do those of the inputs.
 */
export function expectNear(what: string, found: Tensor, wanted: Tensor, terms: number): void {
  expect([what, found.shape]).toEqual([what, wanted.shape]);
  const largest = Math.max(1, ...wanted.abs());
  const bound = 4 * Math.sqrt(terms) * roundOff[found.dtype] * largest;
  found.data.forEach((x, i) => {
    if (Math.abs(x - wanted.data[i]!) <= bound) return;
    throw new Error(`${what}, ${found.dtype}, number ${i}: found ${x}, expected ${wanted.data[i]} within ${bound}`);
  });
}
