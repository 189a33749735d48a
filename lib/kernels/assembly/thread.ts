// What differs between the threads, each of which has an instance of this module of its own.

/** The thread's number: 0 for the one that calls. */
export let thread: usize = 0;
/** The thread's own working memory, for packed panels. */
export let scratch: usize = 0;

export function start(id: usize, memory: usize): void {
  thread = id;
  scratch = memory;
}
