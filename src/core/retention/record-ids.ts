/** The smallest UUID of version 7 that can have been made at this time (RFC 9562 §5.7). */
export function createFirstIdAt(at: number): string {
  const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}
