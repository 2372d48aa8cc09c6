import BarChart, { type BarChartProps } from "@cloudscape-design/components/bar-chart";
import type { HistoryDayShape } from "../../../../../src/contract/history.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";

interface ChartProps {
  readonly days: readonly HistoryDayShape[];
}

const COUNTS = ["created", "updated", "disabled", "deleted", "failed"] as const;
/** Colours of our theme, because the kit would draw changes in the red of failures. */
const COLORS = {
  created: "var(--m-accent)",
  updated: "var(--m-line-strong)",
  disabled: "var(--m-warm)",
  deleted: "var(--m-text)",
  failed: "var(--m-bad)",
  p50Ms: "var(--m-accent)",
  maxMs: "var(--m-line-strong)",
} as const;
const HEIGHT = 180;

type Series = BarChartProps<string>["series"];

/** How many objects were created, changed, disabled, deleted or refused on each day. */
export function CycleChart({ days }: ChartProps) {
  const { t } = useTexts("applications");
  const { number } = useFormat();
  const series: Series = COUNTS.filter((count) => days.some((day) => day[count] > 0)).map((count) => ({
    type: "bar",
    title: t(`history.${count}`),
    color: COLORS[count],
    data: days.map((day) => ({ x: day.day, y: day[count] })),
    valueFormatter: number,
  }));
  return (
    <DayChart
      days={days}
      series={series}
      stackedBars
      name={t("history.cycles")}
      unit={t("history.objects")}
    />
  );
}

/** How long blocked users kept their access on each day: half of them, and the one that kept it longest. */
export function DeprovisioningChart({ days }: ChartProps) {
  const { t } = useTexts("applications");
  const { seconds } = useFormat();
  const seriesOf = (time: "p50Ms" | "maxMs", title: string): Series[number] => ({
    type: "bar",
    title,
    color: COLORS[time],
    data: days.map(({ day, deprovisioning }) => ({ x: day, y: (deprovisioning?.[time] ?? 0) / 1_000 })),
    valueFormatter: (value: number) => seconds(value * 1_000),
  });
  const series = [seriesOf("p50Ms", t("history.half")), seriesOf("maxMs", t("history.longest"))];
  return (
    <DayChart days={days} series={series} name={t("history.deprovisioning")} unit={t("history.seconds")} />
  );
}

interface DayChartProps extends ChartProps {
  readonly series: Series;
  readonly stackedBars?: boolean;
  /** The name of the chart for screen readers, and the title of its vertical axis. */
  readonly name: string;
  readonly unit: string;
}

/** Bars for each day. */
function DayChart({ days, series, stackedBars = false, name, unit }: DayChartProps) {
  const { t } = useTexts("applications", "common");
  const { number, day: dayName } = useFormat();
  return (
    <BarChart<string>
      series={series}
      stackedBars={stackedBars}
      hideFilter
      height={HEIGHT}
      xDomain={days.map(({ day }) => day)}
      xScaleType="categorical"
      xTitle={t("history.day")}
      yTitle={unit}
      ariaLabel={name}
      i18nStrings={{
        xTickFormatter: dayName,
        yTickFormatter: number,
        detailPopoverDismissAriaLabel: t("common:close"),
      }}
    />
  );
}
