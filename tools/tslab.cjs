"use strict";
// Starts tslab's kernel: node tools/tslab.cjs CONNECTION_FILE
const { createRequire } = require("node:module");

// The library as it stands now, so that no kernel runs a stale build.
require("./build.mjs").build();

// zeromq answers the 513th message sent without a pause with "Socket is busy writing" and drops it; not so when
// sendTimeout is 0.
const main = require.resolve("tslab/dist/main.js");
const zeromq = createRequire(main)("zeromq");
zeromq.Publisher = class extends zeromq.Publisher {
  constructor(options) {
    super({ ...options, sendTimeout: 0, sendHighWaterMark: 0 });
  }
};
require(main).startKernel({ configPath: process.argv[2], enableFindLocal: false });
