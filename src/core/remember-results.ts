/** The same function, which computes each result once and keeps it as long as its argument lives. */
export function rememberResults<Argument extends object, Result extends object>(
  compute: (argument: Argument) => Result,
): (argument: Argument) => Result {
  const known = new WeakMap<Argument, Result>();
  return (argument) => {
    const result = known.get(argument);
    if (result !== undefined) return result;
    const computed = compute(argument);
    known.set(argument, computed);
    return computed;
  };
}
