// What the benchmarks' customers write: a usual subject and two usual paragraphs.

export const ticketSubject = 'The parcel arrived with a dent in one corner';
export const ticketBody =
  'Hello, my parcel came this morning. One corner is dented and the lamp inside does not light any more.\n\n' +
  'Could you send me another one? The order is 20261-4411. Thank you for your help!';
