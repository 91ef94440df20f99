// Charts, over the library in vendor/. Prices are drawn as binary numbers; no money is counted with them.
import {
  CandlestickSeries,
  HistogramSeries,
  LineSeries,
  createChart,
  createSeriesMarkers,
} from "../../vendor/lightweight-charts-5.2.1.js";
import { colour, el } from "./dom.js";

const seconds = (time) => Math.floor(Date.parse(time) / 1000);
const OFFSET_S = -new Date().getTimezoneOffset() * 60; // the library knows only UTC

function newChart(scope, kind, options = {}) {
  const root = el("div", { class: `chart ${kind}` });
  const chart = createChart(root, { autoSize: true, ...look(), ...options });
  const dress = () => chart.applyOptions(look());
  scope.watch(["theme"], dress);
  scope.add(() => chart.remove());
  return { root, chart };
}

function look() {
  const line = { color: colour("line") };
  return {
    // its logo is an inline style, which the page's policy forbids; the credit below the chart stands for it
    layout: { attributionLogo: false, background: { color: "transparent" }, textColor: colour("quiet"), fontSize: 11 },
    grid: { vertLines: line, horzLines: line },
    rightPriceScale: { borderVisible: false },
    timeScale: { borderVisible: false, timeVisible: true, secondsVisible: true },
    crosshair: { vertLine: { labelBackgroundColor: colour("strong-line") }, horzLine: { labelBackgroundColor: colour("strong-line") } },
  };
}

/** Candles with volume, marks on bars (fills) and lines at prices (open orders). */
export function newCandles(scope) {
  const { root, chart } = newChart(scope, "tall");
  const candles = chart.addSeries(CandlestickSeries, { borderVisible: false });
  const volumes = chart.addSeries(HistogramSeries, { priceScaleId: "volume", priceFormat: { type: "volume" }, lastValueVisible: false, priceLineVisible: false });
  chart.priceScale("volume").applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
  const markers = createSeriesMarkers(candles, []);
  let lines = new Map();
  let drawn = [];
  const dress = () => {
    const [up, down] = [colour("up"), colour("down")];
    candles.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down });
    volumes.applyOptions({ color: colour("strong-line") });
  };
  dress();
  scope.watch(["theme"], dress);

  return {
    root,
    /** All bars, oldest first; only what is new is drawn if they continue the last ones. */
    bars(bars, places) {
      const first = bars[0]?.time !== drawn[0]?.time || bars.length < drawn.length;
      const points = (first ? bars : bars.slice(Math.max(0, drawn.length - 1))).map(candle);
      if (first) {
        candles.applyOptions({ priceFormat: { type: "price", precision: places, minMove: 10 ** -places } });
        candles.setData(points);
        volumes.setData(points.map(volume));
        chart.timeScale().scrollToRealTime();
      } else {
        points.forEach((point) => {
          candles.update(point);
          volumes.update(volume(point));
        });
      }
      drawn = bars;
    },
    /** Marks: {time, side, text}, placed on the bar they happened in. */
    marks(marks) {
      if (drawn.length === 0) return; // there is no bar yet that they could be on
      const [up, down] = [colour("up"), colour("down")];
      markers.setMarkers(
        marks.map(({ time, side, text }) => ({
          time: barAt(drawn, time),
          position: side === "BUY" ? "belowBar" : "aboveBar",
          shape: side === "BUY" ? "arrowUp" : "arrowDown",
          color: side === "BUY" ? up : down,
          text,
        })),
      );
    },
    /** Lines: {key, price, side, title}. */
    lines(wanted) {
      const kept = new Map();
      for (const { key, price, side, title } of wanted) {
        const options = { price: Number(price), color: colour(side === "BUY" ? "up" : "down"), lineWidth: 1, lineStyle: 2, axisLabelVisible: true, title };
        const line = lines.get(key) ?? candles.createPriceLine(options);
        line.applyOptions(options);
        kept.set(key, line);
      }
      lines.forEach((line, key) => kept.has(key) || candles.removePriceLine(line));
      lines = kept;
    },
    /** Tells of the bar under the pointer; undefined when it has left. */
    onPoint(told) {
      chart.subscribeCrosshairMove(({ seriesData }) => told(seriesData?.get(candles)));
    },
    fit: () => chart.timeScale().fitContent(),
  };
}

/** Lines over time: points {time (ms), value} by name; the first name is the strong one. */
export function newLines(scope, names) {
  const { root, chart } = newChart(scope, "", { handleScroll: false, handleScale: false });
  const series = names.map((name) => chart.addSeries(LineSeries, { title: name, lineWidth: 2, priceLineVisible: false }));
  const tones = ["accent", "warn", "up", "down", "quiet"];
  const dress = () => series.forEach((one, i) => one.applyOptions({ color: colour(tones[i % tones.length]) }));
  dress();
  scope.watch(["theme"], dress);
  return {
    root,
    draw(points) {
      series.forEach((one, i) => one.setData(ascending(points[i] ?? [])));
      chart.timeScale().fitContent();
    },
  };
}

/** The library wants one point a second at most, in order. */
function ascending(points) {
  const bySecond = new Map(points.map(({ time, value }) => [Math.floor(time / 1000) + OFFSET_S, value]));
  return [...bySecond].sort(([a], [b]) => a - b).map(([time, value]) => ({ time, value }));
}

function candle(bar) {
  return { time: seconds(bar.time) + OFFSET_S, open: Number(bar.open), high: Number(bar.high), low: Number(bar.low), close: Number(bar.close), volume: Number(bar.volume) };
}

function volume({ time, volume: value }) {
  return { time, value };
}

/** The time of the last bar that had begun. */
function barAt(bars, time) {
  const at = Date.parse(time);
  let low = 0;
  let high = bars.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (Date.parse(bars[middle].time) <= at) low = middle;
    else high = middle - 1;
  }
  return seconds(bars[low].time) + OFFSET_S;
}
