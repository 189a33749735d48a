// GELU: x Φ(x), Φ the normal distribution's function.
import { exp } from "./scalar";

/** 1 / √(2π). */
const DENSITY: f64 = 0.3989422804014327;

/** One step of Clenshaw's recurrence: b = c + 2t b₁ − b₂. */
let b1: f64 = 0;
let b2: f64 = 0;

@inline
function term(t2: f64, c: f64): void {
  const b = c + t2 * b1 - b2;
  b2 = b1;
  b1 = b;
}

/**
 * Φ(−z) for z ≥ 0: e^(−z²/2) / (z + 4) times a Chebyshev series in (z − 4) / (z + 4). The coefficients were interpolated in
 * 80-digit arithmetic at 48 nodes; those left out are below 10^-16.
 */
function lowerTail(z: f64): f64 {
  if (z > 40) return 0;
  const t = (z - 4) / (z + 4), t2 = 2 * t;
  b1 = 0;
  b2 = 0;
  term(t2, -8.052147372620933e-16);
  term(t2, -1.2180663521726341e-15);
  term(t2, 1.2931384326165576e-14);
  term(t2, 4.9072740317044244e-14);
  term(t2, -1.7415362652654813e-13);
  term(t2, -1.3128616466710965e-12);
  term(t2, 1.842480684470494e-12);
  term(t2, 3.174482949858303e-11);
  term(t2, -9.941424191404708e-12);
  term(t2, -7.774015228388695e-10);
  term(t2, -1.1282603632469507e-10);
  term(t2, 2.0686508061742833e-8);
  term(t2, -3.3810201200691756e-9);
  term(t2, -6.145334749397824e-7);
  term(t2, 0.000001010356885474631);
  term(t2, 0.000018903369019706965);
  term(t2, -0.00010054739163210679);
  term(t2, -0.00032059847439814995);
  term(t2, 0.006925920496242481);
  term(t2, -0.048517753260446085);
  term(t2, 0.22219355567525104);
  term(t2, -0.7517088168395706);
  return (0.9704512045660766 + t * b1 - b2) / (z + 4) * exp(-0.5 * z * z);
}

function distribution(x: f64): f64 {
  return x > 0 ? 1 - lowerTail(x) : lowerTail(-x);
}

export function gelu(x: f64): f64 {
  return x * distribution(x);
}

/** Φ(x) + x φ(x). */
export function geluSlope(x: f64): f64 {
  return distribution(x) + x * DENSITY * exp(-0.5 * x * x);
}
