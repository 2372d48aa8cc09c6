let turn: Promise<void> | undefined;

/**
 * Resolves when the event loop has taken in what has arrived. Answers that wait for it leave one right after the other:
 * whoever waits for them at the other end is woken once, which costs this process more than writing them does. Who
 * asks alone waits for nothing, since the turn ends at once.
 */
export function nextTickFlush(): Promise<void> {
  turn ??= new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined;
      resolve();
    });
  });
  return turn;
}
