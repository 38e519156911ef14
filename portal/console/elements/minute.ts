// One clock for all relative dates of the page: ticks each minute while somebody watches.
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

export const minute = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    timer ??= setInterval(() => listeners.forEach((tick) => tick()), 60_000);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  },
};
