// CPU time and memory of processes, as Linux counts them in /proc.
import { readdirSync, readFileSync } from 'node:fs';

/** CPU milliseconds used so far. */
export type CpuMeter = () => number;

// The kernel reports in ticks of 10 ms on every platform that Node runs on.
const tickMs = 10;

/** A process with its threads. */
export function processCpu(pid: number): CpuMeter {
  return () => {
    const stat = readStat(pid);
    return stat === null ? 0 : (stat.own + stat.reaped) * tickMs;
  };
}

/** The postmaster with all its backends; those that ended are in its count of reaped children. */
export function databaseCpu(postmasterPid: number): CpuMeter {
  return () => {
    const living = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => readStat(Number(name)))
      .filter((stat) => stat !== null && stat.parent === postmasterPid);
    const backends = living.reduce((sum, stat) => sum + (stat?.own ?? 0), 0);
    const postmaster = readStat(postmasterPid);
    return (backends + (postmaster?.own ?? 0) + (postmaster?.reaped ?? 0)) * tickMs;
  };
}

/** Resident memory in MiB. */
export function residentMiB(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib ?? 0) / 1_024;
}

interface Stat {
  parent: number;
  /** Ticks of the process. */
  own: number;
  /** Ticks of children that ended. */
  reaped: number;
}

function readStat(pid: number): Stat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold anything; fields are counted after it, from state = 0.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const field = (index: number): number => fields[index] ?? 0;
    return { parent: field(1), own: field(11) + field(12), reaped: field(13) + field(14) };
  } catch {
    return null;
  }
}
