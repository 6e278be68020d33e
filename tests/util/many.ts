/**
 * Does something with each of many items, some at a time.
 *
 * @param atATime How many at a time.
 * @param items The items; none is taken before its turn.
 * @param action What is done.
 */
export async function many<Item>(
  atATime: number,
  items: Iterable<Item>,
  action: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = Iterator.from(items);
  const worker = async () => {
    for (const item of rest) await action(item);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
