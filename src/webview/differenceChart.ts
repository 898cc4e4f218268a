import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartOptions,
  LogarithmicScale,
  Tooltip,
} from 'chart.js';
import { differenceText } from '../report/differenceText.ts';
import { formatCount } from '../report/formatNumber.ts';
import { axisCeiling, axisFloor, axisLabel, axisTicks, axisValue } from './axis.ts';
import { ellipsis } from './ellipsis.ts';
import { fillPattern } from './fillPattern.ts';
import type { LayerRow } from './layerRow.ts';
import { symbolWords } from './symbol.ts';
import { readTheme, type Theme } from './theme.ts';
import { thresholdLine } from './thresholdLine.ts';
import { labelWidthPx, type RowLabel, rowLabel, verdictLabels } from './verdictLabels.ts';
import { whiskers } from './whiskers.ts';

Chart.register(BarController, BarElement, CategoryScale, LogarithmicScale, Tooltip);

const rowPx = 26;
const barPx = 14;
const aroundPx = 50;
/** From here on the labels have room for a word, and the names for more than a stub. */
const widePx = 460;
/** A list longer than a screen has its axis above as well as below. */
const longList = 15;

/** One bar a layer on a logarithmic axis, drawn anew for every state. It keeps no state of its own but the theme. */
export class DifferenceChart {
  #rows: readonly LayerRow[] = [];
  #threshold = 0;
  #theme: Theme = readTheme();
  readonly #frame: HTMLElement;
  readonly #context: CanvasRenderingContext2D | null;
  readonly #chart: Chart<'bar', (number | null)[], string>;

  /** `frame` holds the canvas and gives it its size; `chosen` is told the layer whose row was clicked. */
  constructor(frame: HTMLElement, canvas: HTMLCanvasElement, chosen: (layer: string) => void) {
    this.#frame = frame;
    this.#context = canvas.getContext('2d');
    const theme = () => this.#theme;
    this.#chart = new Chart(canvas, {
      type: 'bar',
      data: { labels: [], datasets: [] },
      options: this.#options(),
      plugins: [
        thresholdLine(() => this.#threshold, theme),
        whiskers(() => this.#rows, theme),
        verdictLabels(() => this.#labels(), theme),
      ],
    });
    // The chart's own click knows the bars' area only; here the whole row leads to its layer.
    canvas.addEventListener('click', ({ offsetY }) => {
      const row = this.#rowAt(offsetY);
      if (row !== undefined) chosen(row.name);
    });
    canvas.addEventListener('mousemove', ({ offsetY }) => {
      canvas.classList.toggle('on-row', this.#rowAt(offsetY) !== undefined);
    });
  }

  draw(rows: readonly LayerRow[], threshold: number): void {
    this.#rows = rows;
    this.#threshold = threshold;
    const verdicts = rows.map((row) => (row.kind === 'measured' ? row.layer.verdict : 'vacuous'));
    const fills = verdicts.map((verdict) => fillPattern(verdict, this.#theme));
    this.#chart.data.labels = rows.map((row) => row.name);
    this.#chart.data.datasets = [
      {
        data: rows.map(barEnd),
        backgroundColor: fills,
        hoverBackgroundColor: fills,
        borderColor: verdicts.map((verdict) => this.#theme.verdicts[verdict]),
        hoverBorderColor: this.#theme.foreground,
        borderWidth: 1.5,
        borderSkipped: false,
        barThickness: barPx,
        minBarLength: 4,
      },
    ];
    const long = rows.length > longList;
    const above = this.#chart.options.scales?.above;
    if (above !== undefined) above.display = long;
    this.#frame.style.height = `${rows.length * rowPx + aroundPx + (long ? 20 : 0)}px`;
    this.#chart.resize();
    this.#chart.update('none');
  }

  /** Reads the theme's colours and font anew. */
  retheme(): void {
    this.#theme = readTheme();
    this.draw(this.#rows, this.#threshold);
  }

  /** The row at this height, from name to verdict. */
  #rowAt(y: number): LayerRow | undefined {
    const { chartArea, scales } = this.#chart;
    if (y < chartArea.top || y >= chartArea.bottom) return undefined;
    return this.#rows[scales.y?.getValueForPixel(y) ?? -1];
  }

  #wide(): boolean {
    return this.#frame.clientWidth >= widePx;
  }

  #labels(): readonly RowLabel[] {
    const wide = this.#wide();
    return this.#rows.map((row) => rowLabel(row, wide));
  }

  readonly #measure = (text: string): number => {
    if (this.#context === null) return 0;
    this.#context.font = `${this.#theme.fontSizePx}px ${this.#theme.fontFamily}`;
    return this.#context.measureText(text).width;
  };

  #options(): ChartOptions<'bar'> {
    const font = () => ({ family: this.#theme.fontFamily, size: this.#theme.fontSizePx });
    const decades = {
      type: 'logarithmic',
      min: axisFloor,
      max: axisCeiling,
      border: { display: false },
      grid: {
        color: ({ tick }: { tick: { value: number } }) =>
          tick.value === axisFloor ? this.#theme.muted : this.#theme.grid,
        tickLength: 4,
      },
      ticks: {
        font,
        color: () => this.#theme.muted,
        autoSkip: false,
        maxRotation: 0,
        callback: (value: string | number) => axisLabel(Number(value)),
      },
      afterBuildTicks(axis: { width: number; ticks: { value: number }[] }) {
        axis.ticks = axisTicks(axis.width).map((value) => ({ value }));
      },
    } as const;
    return {
      indexAxis: 'y',
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: () => ({ top: 20, right: labelWidthPx(this.#labels(), this.#measure) }) },
      interaction: { mode: 'index', axis: 'y', intersect: false },
      scales: {
        x: decades,
        above: { ...decades, position: 'top', display: false },
        y: {
          border: { display: false },
          grid: { display: false },
          ticks: {
            font,
            color: () => this.#theme.foreground,
            autoSkip: false,
            callback: (_value, index) => {
              const room = this.#frame.clientWidth * (this.#wide() ? 0.25 : 0.22);
              return ellipsis(this.#rows[index]?.name ?? '', room, this.#measure);
            },
          },
        },
      },
      plugins: {
        tooltip: {
          displayColors: false,
          backgroundColor: () => this.#theme.background,
          borderColor: () => this.#theme.muted,
          borderWidth: 1,
          cornerRadius: 3,
          titleColor: () => this.#theme.foreground,
          bodyColor: () => this.#theme.foreground,
          titleFont: font,
          bodyFont: font,
          callbacks: { label: ({ dataIndex }) => tooltip(this.#rows[dataIndex]) },
        },
      },
    };
  }
}

function barEnd(row: LayerRow): number | null {
  if (row.kind === 'pending') return null;
  const { difference, verdict } = row.layer;
  if (difference !== null) return axisValue(difference);
  return verdict === 'vacuous' ? null : axisValue(Number.NaN);
}

function tooltip(row: LayerRow | undefined): string[] {
  if (row?.kind !== 'measured') return [];
  const { verdict, difference, parameters } = row.layer;
  const checked = parameters.reduce((sum, parameter) => sum + parameter.checked, 0);
  return [
    `${symbolWords[verdict]}, difference ${differenceText(difference, verdict)}`,
    `${formatCount(checked)} entries measured`,
  ];
}
