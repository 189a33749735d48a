"use strict";
// Starts tslab's kernel: node tools/tslab.cjs CONNECTION_FILE
const { createRequire } = require("node:module");

/** How long a kernel that was asked to end may take to do so by itself. */
const GRACE_MS = 2000;

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

// tslab closes its sockets and waits for Node to run out of work. Whatever a cell has left behind, the kernel ends.
const { ZmqServer } = require("tslab/dist/jupyter.js");
const { close } = ZmqServer.prototype;
ZmqServer.prototype.close = function () {
  close.call(this);
  setTimeout(() => process.exit(), GRACE_MS).unref();
};
require(main).startKernel({ configPath: process.argv[2], enableFindLocal: false });
