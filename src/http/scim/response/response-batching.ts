let turn: Promise<void> | undefined;

/**
 * Resolves when the event loop has taken in what has arrived. Answers that wait for it leave one right after the other:
 * the client is woken once, and waking it costs this process more than writing the answers does. A
 * single request waits for nothing, since the turn ends at once.
 */
export function awaitFlush(): Promise<void> {
  turn ??= new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined;
      resolve();
    });
  });
  return turn;
}
