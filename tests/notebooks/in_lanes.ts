/** Works on items two at a time, in their order; what fails is told to whoever waits for that item. */
export function inLanes<I, T>(items: readonly I[], work: (item: I) => Promise<T>): Map<I, Promise<T>> {
  const waiting = items.map((item) => ({ item, ...Promise.withResolvers<T>() }));
  const results = new Map(waiting.map(({ item, promise }) => [item, promise]));
  for (const { promise } of waiting) promise.catch(() => {});
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await work(next.item).then(next.resolve, next.reject);
    }
  };
  void lane();
  void lane();
  return results;
}
