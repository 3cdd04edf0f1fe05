// One simulated day as the program sends it, and what was where at a given second.
import type { Both } from "../shared/page";

/** station, whether it calls, arrived, departed (seconds of the service day, null: never), boarded, alighted, load after departure */
export type Stop = [number, number, number | null, number | null, number, number, number];
export interface Train { number: string; up: boolean; empty: boolean; seats: number; capacity: number; stops: Stop[] }
export interface Panel { svg: string; from: number; to: number; left: number; right: number; top: number; bottom: number; stations: number[]; y: number[] }
interface Sent {
  stations: { name: string; zh: string; km: number; branch: number }[];
  branches: number[][]; trains: Train[]; waiting: number[][]; panels: Panel[];
}

/** Where a train is: at a station (to = from), or a share of the way to the next. */
export interface Place { from: number; to: number; share: number; load: number }

export class Day {
  readonly stations; readonly branches; readonly trains; readonly panels;
  readonly from: number;
  readonly to: number;
  readonly mostWaiting: number;
  private readonly at: number[][] = [];     // per station: seconds at which the number of people waiting changes
  private readonly count: number[][] = [];  // and how many wait from then on

  constructor(sent: Sent) {
    this.stations = sent.stations;
    this.branches = sent.branches;
    this.trains = sent.trains;
    this.panels = sent.panels;
    this.from = sent.panels[0]?.from ?? 0;
    this.to = sent.panels[0]?.to ?? 86400;
    let most = 1;
    for (const steps of sent.waiting) {
      const at: number[] = [], count: number[] = [];
      let second = 0, waiting = 0;
      for (let k = 0; k < steps.length; k += 2) {
        at.push(second += steps[k]);
        count.push(waiting += steps[k + 1]);
        most = Math.max(most, waiting);
      }
      this.at.push(at);
      this.count.push(count);
    }
    this.mostWaiting = most;
  }

  name(station: number): Both {
    return { en: this.stations[station].name, zh: this.stations[station].zh };
  }

  waiting(station: number, second: number): number {
    const at = this.at[station];
    let low = 0, high = at.length;  // the first that is later
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at[middle] <= second) low = middle + 1; else high = middle;
    }
    return low === 0 ? 0 : this.count[station][low - 1];
  }

  /** The steps of one station through the day: second, waiting. */
  curve(station: number): [number, number][] {
    return this.at[station].map((second, k) => [second, this.count[station][k]]);
  }

  place(train: Train, second: number): Place | null {
    let load = 0;
    for (let k = 0; k < train.stops.length; ++k) {
      const [station, , arrived, departed, , , after] = train.stops[k];
      if (arrived === null || second < arrived) return null;
      if (departed === null || second < departed) return { from: station, to: station, share: 0, load };
      load = after;
      const next = train.stops[k + 1];
      if (!next) return null;
      if (next[2] === null) return null;
      if (second < next[2]) return { from: station, to: next[0], share: (second - departed) / (next[2] - departed), load };
    }
    return null;
  }
}

/** As the load by segment is coloured: 1–4 quarters of the seats, 5 people stand, 6 nearly no room left. */
export function colour(load: number, train: Train): number {
  if (load > 0.95 * train.capacity) return 6;
  if (load > train.seats) return 5;
  return 1 + Math.min(3, Math.floor((4 * load) / Math.max(1, train.seats)));
}

export function clock(second: number, seconds = false): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  return two(second / 3600) + ":" + two((second / 60) % 60) + (seconds ? ":" + two(second % 60) : "");
}
