/**
 * What a sender sends next: operations of the API, addresses with anything in them, the forms that it has seen, those that another has
 * seen, what a tablet sends, and what no client sends.
 */
import { randomUUID } from 'node:crypto';
import { routeAccess } from '../../src/app/routeTable.ts';
import type { ExampleName, Operation } from '../../src/dissemination/api/operation.ts';
import { operations } from '../../src/dissemination/api/operations.ts';
import { seal } from '../support/tablet.ts';
import type { Form } from './forms.ts';
import { hostileAddress, hostileForm, hostileJson, type Draws, type Sent } from './hostile.ts';
import { routeOf } from './routeOf.ts';
import type { Sender, SomeTablet } from './twoDistricts.ts';

const routes = Object.keys(routeAccess).filter((route) => !route.includes('/api/v1'));
const pages = routes.filter((route) => route.startsWith('GET ')).map((route) => route.slice(4));
/** What is there from the beginning, and no sender may have seen. */
const sightly = [
  'NR22',
  'NK22',
  'closed',
  'round',
  'north',
  'north-a',
  'south-a',
  'south-case',
  'south-view',
  'satisfied-share@1',
  '1',
];
const plainPages = pages.filter((path) => !path.includes(':'));

/** Where it is, and what it is made of. */
export interface Surroundings {
  readonly tablet: SomeTablet;
  /** Set of a citizen's page, sealed by the server. */
  readonly tabletForm: string;
  /** A form for each route, whoever saw it, and where. */
  readonly known: ReadonlyMap<string, { readonly path: string; readonly form: Form }>;
  readonly nowMs: number;
}

export async function nextRequest(sender: Sender, around: Surroundings, draws: Draws): Promise<Sent> {
  const sent = await drawnRequest(sender, around, draws);
  return draws.share() < 0.04 ? withOddHead(sent, draws) : sent;
}

async function drawnRequest(sender: Sender, around: Surroundings, draws: Draws): Promise<Sent> {
  const way = draws.share();
  if (way < 0.1) return ofApi(sender, draws);
  if (way < 0.13) return await ofTablet(around, draws);
  const seen = [...sender.paths].slice(-200).flatMap((path) => path.split(/[/?]/).slice(2, 6));
  const ids = draws.share() < 0.3 ? sightly : [...seen, ...sightly];
  if (way < 0.24) return { method: 'GET', path: hostileAddress(draws.oneOf(pages), ids, draws), headers: {} };
  if (way < 0.34 && around.known.size > 0) return borrowedForm(sender, around, ids, draws);
  if (way < 0.62 && sender.forms.size > 0) {
    // First a route, then a form of it: a page with a hundred forms of one kind is not a hundred times as likely.
    const all = [...sender.forms].map(([key, form]) => ({ key, form, route: routeOf(...words(key)) }));
    const route = draws.oneOf([...new Set(all.map((one) => one.route))]);
    const { key, form } = draws.oneOf(all.filter((one) => one.route === route));
    return hostileForm(form, words(key)[1], sender.formToken, draws);
  }
  const paths = draws.share() < 0.3 ? plainPages : [...plainPages, ...sender.paths];
  return { method: 'GET', path: draws.oneOf(paths), headers: {} };
}

const words = (key: string): [method: string, path: string] => {
  const [method = '', path = ''] = key.split(' ');
  return [method, path];
};

const examples: Readonly<Record<ExampleName, string | number>> = {
  roundId: 'closed', unitId: 'north-a', openRoundId: 'round', openUnitId: 'north-a', month: '2026-01', publishedRoundId: 'closed',
  publishedUnitId: 'north-a', number: 1, checkpoint: 1, size: 1, leaf: 0,
}; // prettier-ignore

function ofApi(sender: Sender, draws: Draws): Sent {
  const operation = draws.oneOf(operations);
  const [method = '', pattern = ''] = operation.route.split(' ');
  const headers = sender.key === '' ? {} : { Authorization: `Bearer ${sender.key}` };
  const path =
    draws.share() < 0.3
      ? hostileAddress(pattern, ['round', 'closed', 'north-a', '1', 'lo-1'], draws)
      : describedAddress(operation, pattern, draws);
  if (!operation.body) return { method, path, headers };
  const body = hostileJson(operation.body.example(examples), draws);
  return { method, path, headers: { ...headers, 'Content-Type': 'application/json' }, body };
}

/** With the parameters that the description has, and here and there another value. */
function describedAddress(operation: Operation, pattern: string, draws: Draws): string {
  const valueOf = (name: string): string => {
    const example = operation.examples[name];
    if (example === undefined || draws.share() < 0.3) return draws.value();
    return String(typeof example === 'object' ? example.value : examples[example]);
  };
  const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(valueOf(name)));
  const asked = operation.parameters.filter((parameter) => parameter.in === 'query' && draws.share() < 0.7);
  const fields = new URLSearchParams(asked.map(({ name }): [string, string] => [name, valueOf(name)]));
  return `${path}?${fields.toString()}`;
}

const posts = routes.filter((route) => route.startsWith('POST ') && !route.startsWith('POST /kiosk'));

/** To any address that takes forms, whether the sender may or not, and for whatever it then names. */
function borrowedForm(sender: Sender, around: Surroundings, ids: readonly string[], draws: Draws): Sent {
  const route = draws.oneOf(posts);
  const known = around.known.get(route);
  const { form } = known ?? draws.oneOf([...around.known.values()]);
  const path =
    known && draws.share() < 0.6
      ? known.path
      : hostileAddress(route.split(' ')[1]!, ids, draws).split('?')[0]!;
  return hostileForm(form, path, sender.formToken, draws);
}

async function ofTablet({ tablet, tabletForm, nowMs }: Surroundings, draws: Draws): Promise<Sent> {
  const { accessCode, credential, key } = tablet;
  const headers = { Authorization: `Kiosk ${draws.share() < 0.1 ? draws.value() : credential}` };
  const to = (method: string, page: string, body?: string): Sent => ({
    method,
    path: `/kiosk/${accessCode}/${page}.json`,
    headers: {
      Authorization: headers.Authorization.replaceAll(/[^ -~]/g, '?'),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const way = draws.share();
  if (way < 0.2) return to('GET', 'setup');
  if (way < 0.4) {
    const witness = { state: 'extends', checkpointNumber: 1 };
    const told = { clockMs: nowMs, persisted: true, programVersion: 'test', witness };
    const report = { lastNumber: 9, queued: [[1, 2]], setAside: [{ number: 3, reason: 'closed' }], ...told };
    return to('POST', 'status', hostileJson(report, draws));
  }
  if (way < 0.5)
    return to('POST', 'pairing', hostileJson({ code: '123456', credential, firstNumber: 1 }, draws));
  const sound = { form: tabletForm, submissionId: randomUUID(), givenOn: '2026-01-20', tooFast: false };
  const envelope = { ...sound, fields: { 'answer-q1': '4', 'answer-q2': '5', comment: 'Chờ lâu.' } };
  const inside = draws.share() < 0.5 ? envelope : parsedOr(hostileJson(envelope, draws), envelope);
  const number = 1 + draws.below(1e6);
  const sealed = Buffer.from(await seal(inside, number, key.publicPoint)).toString('base64url');
  const answer = { number, keyId: key.id, sealed };
  return to('POST', 'submissions', draws.share() < 0.7 ? JSON.stringify(answer) : hostileJson(answer, draws));
}

function parsedOr(text: string, otherwise: object): object {
  try {
    return Object(JSON.parse(text)) as object;
  } catch {
    return otherwise;
  }
}

/** With a head or a method that a browser would not send. */
function withOddHead(sent: Sent, draws: Draws): Sent {
  const odd: readonly (readonly [string, string])[] = [
    ['Accept-Language', 'x'.repeat(4000)], ['Accept-Language', '*;q=9,vi;q=NaN'], ['Accept', 'application/json'], ['Accept', '\u0080'],
    ['Cookie', 'language=%00; staff=..; =; ;;'], ['Cookie', `language=${'9'.repeat(3000)}`], ['Host', 'evil.example'], ['Host', ''],
    ['X-Forwarded-For', "' OR 1=1"], ['X-Forwarded-Host', 'evil.example'], ['X-Forwarded-Proto', 'javascript'],
    ['If-None-Match', '*'], ['Range', 'bytes=0-0,-1'], ['Content-Encoding', 'gzip'], ['Content-Encoding', 'br, br'], ['Origin', 'null'],
    ['Authorization', 'Bearer'], ['Authorization', 'Bearer lnk_%00'], ['Referer', 'javascript:1'], ['Expect', '200-ok'],
  ]; // prettier-ignore
  if (draws.share() < 0.3)
    return { ...sent, method: draws.oneOf(['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) };
  const [name, value] = draws.oneOf(odd);
  return { ...sent, headers: { ...sent.headers, [name]: value } };
}
