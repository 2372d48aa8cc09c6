import { writeSync } from "node:fs";

/** One measured number, as it is printed, and what it says. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

/** Figures side by side; the first column names the row. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}

/** What a benchmark found. */
export interface Report {
  readonly title: string;
  /** How the figures were taken. */
  readonly how: string;
  readonly tables?: readonly Table[];
  readonly figures: readonly Figure[];
}

/** Runs a benchmark in this process and hands its report to the process that started it. */
export async function runBenchmark(benchmark: (isQuick: boolean) => Promise<Report>): Promise<void> {
  const report = await benchmark(process.argv.includes("--quick"));
  if (process.send === undefined) console.log(JSON.stringify(report, null, 2));
  else process.send(report);
  if (process.connected) process.disconnect();
}

/** Says on the error stream what goes on. Synchronous: a benchmark that hangs has said where. */
export function note(text: string): void {
  writeSync(2, `  ${text}\n`);
}

export function figure(name: string, value: string, meaning: string): Figure {
  return { name, value, meaning };
}

/** A number with three significant digits, or whole from 1000 on, with thin groups of thousands. */
export function show(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))/g, " ")} ${unit}`;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the values lies; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function secondsSince(start: number): number {
  return (performance.now() - start) / 1_000;
}
