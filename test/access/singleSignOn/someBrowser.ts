/** A browser between the app and a provider: it follows redirects from one to the other and keeps the cookies of each. */
import type { AddressInfo } from 'node:net';
import { hiddenFields } from '../../support/citizen.ts';
import type { TestApp } from '../../support/app.ts';
import { publicUrl } from './someProvider.ts';

export interface Opened {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export function addressOf({ server }: TestApp): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export class SomeBrowser {
  readonly cookies = new Map<string, Map<string, string>>();
  private readonly appUrl: string;

  constructor(testApp: TestApp) {
    this.appUrl = addressOf(testApp);
  }

  /** Opens an address of the app or of the provider, and follows to where it leads. */
  async open(address: string): Promise<Opened> {
    let [url, opened] = [new URL(address, publicUrl).href, await this.request(address)];
    for (let hops = 0; hops < 12 && opened.headers.has('location'); hops++) {
      url = new URL(opened.headers.get('location')!, url).href;
      opened = await this.request(url);
    }
    return opened;
  }

  /** One request, as it is answered. */
  async request(address: string, init: RequestInit = {}): Promise<Opened> {
    const url = new URL(address, publicUrl);
    const jar = this.cookies.get(url.origin) ?? new Map<string, string>();
    this.cookies.set(url.origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url.href.replace(publicUrl, this.appUrl), {
      ...init,
      redirect: 'manual',
      headers: { cookie },
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]!.split(/=(.*)/s);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return {
      url: url.href,
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    };
  }

  /** Sends a form of the app with the token of the page on which it stands. */
  async send(path: string, fields: Record<string, string>, from: string): Promise<Opened> {
    const { formToken = '' } = hiddenFields((await this.open(from)).text);
    return await this.request(path, {
      method: 'POST',
      body: new URLSearchParams({ formToken, ...fields }),
    });
  }
}
