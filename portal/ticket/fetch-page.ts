// Asks the server for a page and gets it as a document. A request of the old kind parses it inertly, so that no text
// ever has to be handed to an HTML sink.

export interface FetchedPage {
  status: number;
  /** Where the answer came from, after redirects. */
  url: URL;
  page: Document;
}

const timeoutMs = 20_000;

/**
 * @param form Sent by POST when given.
 * @throws Error when nothing answered.
 */
export function fetchPage(url: string, form?: FormData): Promise<FetchedPage> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(form === undefined ? 'GET' : 'POST', url);
    // Without style and script, which are here already and which this page's policy would refuse.
    request.setRequestHeader('x-deskbell-part', '1');
    request.responseType = 'document';
    request.timeout = timeoutMs;
    request.onload = () => {
      const page = request.responseXML;
      if (page === null) reject(new Error('the answer is no page'));
      else resolve({ status: request.status, url: new URL(request.responseURL), page });
    };
    request.onerror = request.ontimeout = () => {
      reject(new Error('no answer'));
    };
    request.send(form === undefined ? null : fieldsOf(form));
  });
}

/** Texts only: files went out before, each by itself. */
function fieldsOf(form: FormData): URLSearchParams {
  return new URLSearchParams([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}
