/** Tensors in files: safetensors and NumPy's formats, as bytes in and out. Needs no Node and no Deno. @module */
export { crc32 } from "./crc32.ts";
export { numberTypes, type TypeName } from "./number_type.ts";
export { readNpy } from "./read_npy.ts";
export { readNpz } from "./read_npz.ts";
export { readSafetensors, type Safetensors } from "./read_safetensors.ts";
export { requireSameTensors } from "./same_tensors.ts";
export { writeNpy } from "./write_npy.ts";
export { type NpzOptions, writeNpz } from "./write_npz.ts";
export { type SafetensorsOptions, writeSafetensors } from "./write_safetensors.ts";
