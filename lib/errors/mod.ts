/** Words that error messages share. An error states the action and the values that were met. @module */
export { firstNotFinite } from "./first_not_finite.ts";
export { requireCount } from "./require.ts";
export { shapeText } from "./shape_text.ts";
