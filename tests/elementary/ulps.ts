import { all, type BigNumber, create } from "mathjs";

/** Arithmetic with 64 digits: four times as many as a float64 holds. */
const exact = create(all!, { number: "BigNumber", precision: 64 });

/** A function at 64 digits. */
export type Reference = (x: BigNumber) => BigNumber;

/** The references of the elementary functions. */
export const references = {
  atan: (x: BigNumber): BigNumber => exact.atan(x) as BigNumber,
  exp: (x: BigNumber): BigNumber => exact.exp(x),
  log: (x: BigNumber): BigNumber => exact.log(x) as BigNumber,
  tanh: (x: BigNumber): BigNumber => exact.tanh(x),
  sigmoid: (x: BigNumber): BigNumber => divide(one, exact.add(one, exact.exp(x.neg())) as BigNumber),
} as const;

const one = exact.bignumber(1);

function divide(a: BigNumber, b: BigNumber): BigNumber {
  return exact.divide(a, b) as BigNumber;
}

/** The exact value of a float64: decimal.js itself reads a number's shortest decimal form, which is not its value. */
function valueOf(x: number): BigNumber {
  let exponent = 0;
  for (; Math.abs(x) > 2 ** 53; exponent++) x /= 2;
  for (; !Number.isInteger(x); exponent--) x *= 2;
  return exact.multiply(exact.bignumber(x), exact.pow(exact.bignumber(2), exact.bignumber(exponent))) as BigNumber;
}

/** The distance between float64 numbers around x: 2^(e − 52) for 2^e ≤ |x| < 2^(e + 1), at least 2^−1074. */
export function ulp(x: number): number {
  let power = 2 ** -1022;
  for (; power * 2 <= Math.abs(x); power *= 2);
  return power * 2 ** -52;
}

/** How many ulps of the true value f(x) lies away from it. */
export function errorInUlps(f: (x: number) => number, reference: Reference, x: number): number {
  const truth = reference(valueOf(x));
  return Math.abs(Number(exact.subtract(valueOf(f(x)), truth))) / ulp(Number(truth));
}
