// Callers that arrive while a statement is under way share the next one: under load many cost about as much as one,
// and a single caller never waits for a timer.

/**
 * Makes a function of one item from a function of many.
 * @param run Answers one result an item, in order; when it throws, every caller of that round gets the error.
 * @param itemsMax The most items that one round takes.
 */
export function coalesce<Item, Result>(
  run: (items: Item[]) => Promise<readonly Result[]>,
  itemsMax: number,
): (item: Item) => Promise<Result> {
  type Caller = { item: Item; resolve: (result: Result) => void; reject: (cause: unknown) => void };
  let waiting: Caller[] = [];
  let running = false;

  const drain = async (): Promise<void> => {
    running = true;
    // One turn of the loop lets callers of the same moment in.
    await Promise.resolve();
    while (waiting.length > 0) {
      const round = waiting.slice(0, itemsMax);
      waiting = waiting.slice(itemsMax);
      try {
        const results = await run(round.map((caller) => caller.item));
        round.forEach((caller, index) => caller.resolve(results[index] as Result));
      } catch (cause) {
        for (const caller of round) caller.reject(cause);
      }
    }
    running = false;
  };

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void drain();
    });
}
