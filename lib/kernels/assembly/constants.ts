// Constants of the vector functions, each in all lanes and in memory: an operation takes such an operand as it is, while V8
// builds a constant that stands in the code anew, in four instructions, wherever it is used.

const TABLE: usize = memory.data(16 * 40, 16);

/** A constant by its number. */
@inline
export function constant(number: i32): v128 {
  return v128.load(TABLE + (<usize>number << 4));
}

/** Written when the module starts; every thread writes the same. */
function narrow(number: i32, value: f32): void {
  v128.store(TABLE + (<usize>number << 4), f32x4.splat(value));
}

function wide(number: i32, value: f64): void {
  v128.store(TABLE + (<usize>number << 4), f64x2.splat(value));
}

export const LOG2_E: i32 = 0;
narrow(LOG2_E, 1.4426950408889634);
/** 1.5 · 2^23: what is added to it is rounded to a whole number, which then stands in the lowest bits. */
export const ROUNDER: i32 = 1;
narrow(ROUNDER, 12582912);
/** ln 2 in two parts: the first has 9 bits, so that its product with a small whole number is exact. */
export const LN2_HIGH: i32 = 2;
narrow(LN2_HIGH, 0.693359375);
export const LN2_LOW: i32 = 3;
narrow(LN2_LOW, -0.00021219444005469057);
/** 1 / n!. */
export const F7: i32 = 4;
narrow(F7, 1.0 / 5040.0);
export const F6: i32 = 5;
narrow(F6, 1.0 / 720.0);
export const F5: i32 = 6;
narrow(F5, 1.0 / 120.0);
export const F4: i32 = 7;
narrow(F4, 1.0 / 24.0);
export const F3: i32 = 8;
narrow(F3, 1.0 / 6.0);
export const F2: i32 = 9;
narrow(F2, 1.0 / 2.0);
export const ONE: i32 = 10;
narrow(ONE, 1);
/** e^104 is beyond float32, e^−104 below half its least number. */
export const EXP_TOP: i32 = 11;
narrow(EXP_TOP, 104);
export const EXP_BOTTOM: i32 = 12;
narrow(EXP_BOTTOM, -104);
/** tanh 10 rounds to 1. */
export const TANH_TOP: i32 = 13;
narrow(TANH_TOP, 10);
export const TANH_BOTTOM: i32 = 14;
narrow(TANH_BOTTOM, -10);
export const LEAST_NORMAL: i32 = 15;
narrow(LEAST_NORMAL, 1.1754943508222875e-38);
export const TWO_23: i32 = 16;
narrow(TWO_23, 8388608);

export const LOG2_E_WIDE: i32 = 17;
wide(LOG2_E_WIDE, 1.4426950408889634);
/** 1.5 · 2^52. */
export const ROUNDER_WIDE: i32 = 18;
wide(ROUNDER_WIDE, 6755399441055744);
export const LN2_WIDE: i32 = 19;
wide(LN2_WIDE, 0.6931471805599453);
export const F8_WIDE: i32 = 20;
wide(F8_WIDE, 1.0 / 40320.0);
export const F7_WIDE: i32 = 21;
wide(F7_WIDE, 1.0 / 5040.0);
export const F6_WIDE: i32 = 22;
wide(F6_WIDE, 1.0 / 720.0);
export const F5_WIDE: i32 = 23;
wide(F5_WIDE, 1.0 / 120.0);
export const F4_WIDE: i32 = 24;
wide(F4_WIDE, 1.0 / 24.0);
export const F3_WIDE: i32 = 25;
wide(F3_WIDE, 1.0 / 6.0);
export const F2_WIDE: i32 = 26;
wide(F2_WIDE, 1.0 / 2.0);
export const ONE_WIDE: i32 = 27;
wide(ONE_WIDE, 1);
/** 2 / n, the coefficients of 2 artanh. */
export const A11: i32 = 28;
wide(A11, 2.0 / 11.0);
export const A9: i32 = 29;
wide(A9, 2.0 / 9.0);
export const A7: i32 = 30;
wide(A7, 2.0 / 7.0);
export const A5: i32 = 31;
wide(A5, 2.0 / 5.0);
export const A3: i32 = 32;
wide(A3, 2.0 / 3.0);
export const A1: i32 = 33;
wide(A1, 2);
