/** Photos of writing, and of none, made on demand. @module */
export { type PhotoConditions, type PhotoInk, type PhotoPaper } from "./conditions.ts";
export { type PhotoOptions } from "./options.ts";
export { type Photo, type PhotoBox, type PhotoCharacter, type PhotoLine, type PhotoWord } from "./photo.ts";
export { textlessPhoto } from "./textless_photo.ts";
export { writtenPhoto, type WrittenPhotoOptions } from "./written_photo.ts";
