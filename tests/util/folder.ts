/**
 * Folders for the time of a test.
 *
 * @module
 */

/** Does something in a new folder, and removes the folder. */
export async function inFolder<Result>(
  action: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await Deno.makeTempDir();
  try {
    return await action(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
