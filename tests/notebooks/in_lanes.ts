/** Works on items two at a time, in their order; what fails is told to whoever waits for that item. */
export function inLanes<T>(items: readonly string[], work: (item: string) => Promise<T>): Map<string, Promise<T>> {
  const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
  return new Map(items.map((item, i) => {
    const done = lanes[i % 2]!.then(() => work(item));
    lanes[i % 2] = done.catch(() => {});
    return [item, done];
  }));
}
