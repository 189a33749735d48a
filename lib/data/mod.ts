/** Data sets and the formats they come in. @module */
export {};
