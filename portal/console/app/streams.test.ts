import { expect } from 'chai';
import type { StreamEvents } from './streams.ts';
import { Streams } from './streams.ts';

/** A stream whose connection the test breaks and mends. */
function follow(streams: Streams) {
  const log: string[] = [];
  let events: StreamEvents | undefined;
  const stop = streams.follow(
    (given) => {
      events = given;
      log.push('opened');
      return { unsubscribe: () => log.push('closed') };
    },
    () => log.push('caught up'),
  );
  const connection = (state: 'connecting' | 'pending', error: unknown = null): void =>
    events?.onConnectionStateChange({ state, error });
  return { log, stop, connection };
}

describe('Streams', () => {
  it('reads what was missed when the connection is back', () => {
    const { log, connection } = follow(new Streams());
    connection('pending');
    connection('connecting', new Error('gone'));
    connection('pending');
    expect(log).to.deep.equal(['opened', 'caught up']);
  });

  it('has nothing to catch up with after the first connection', () => {
    const { log, connection } = follow(new Streams());
    connection('connecting');
    connection('pending');
    expect(log).to.deep.equal(['opened']);
  });

  it('closes what is no longer followed', () => {
    const streams = new Streams();
    const one = follow(streams);
    const other = follow(streams);
    one.stop();
    streams.close();
    expect(one.log).to.deep.equal(['opened', 'closed']);
    expect(other.log).to.deep.equal(['opened', 'closed']);
  });
});
