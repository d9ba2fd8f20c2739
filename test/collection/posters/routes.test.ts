import { beforeAll, expect, it } from '@jest/globals';
import { jobKindsOf } from '../../../src/app/jobKinds.ts';
import { runJobs } from '../../../src/access/jobs/runJobs.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, closingAt, duringAt, fillSmallCity, openingAt } from '../../support/builders.ts';
import { describeWith, pdftoppmPath } from '../../support/needs.ts';
import { decoded, renderPages } from '../../support/printed.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const testApp = useApp({ publicUrl: 'https://langnghe.example.vn' });
let officer: Browser;
let manager: Browser;

beforeAll(async () => {
  const { stores } = testApp();
  await fillSmallCity(stores);
  const ended = { number: 1, roundId: 'round', unitId: 'ward-b', from: openingAt, to: duringAt };
  await stores.accessPoints.add(anAccessPoint('ENDD55', 'ward-b', { revisions: [ended] }));
  await stores.accessPoints.add(anAccessPoint('KESK66', 'ward-b', { id: 'kiosk', channel: 'kiosk' }));
  await stores.accessPoints.add(anAccessPoint('BENK77', 'ward-a', { id: 'link', channel: 'link' }));
  [manager, officer] = [
    await colleague(testApp(), 'manager'),
    await colleague(testApp(), 'officer', 'ward-a'),
  ];
});

const requestFor = (format: string, file: string) =>
  `/staff/access-points/link/poster?format=${format}&language=vi&file=${file}`;

it('gives the poster of a point as PDF and as SVG, under a name that tells which it is', async () => {
  const pdf = await officer.get(requestFor('a4', 'pdf')).buffer().expect(200);
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect(pdf.headers['content-disposition']).toBe('attachment; filename=BENK77-a4-vi.pdf');
  const svg = await officer.get(requestFor('a6', 'svg')).buffer().expect(200);
  expect(svg.headers['content-type']).toContain('image/svg+xml');
});

it('refuses other formats, and points at which nobody comes with a telephone', async () => {
  await officer.get(requestFor('a3', 'pdf')).expect(400);
  await manager.get('/staff/access-points/kiosk/poster?format=a4&language=vi&file=pdf').expect(404);
  expect((await manager.get('/staff/access-points/kiosk')).text).not.toContain('In áp phích');
  expect((await manager.get('/staff/access-points/link')).text).toContain('In áp phích của điểm này');
});

it('says how many posters a unit gets and where the codes lead, and what to do where there is none', async () => {
  const { text } = await manager.get('/staff/posters?unit=city').expect(200);
  expect(text).toContain('phường city: 2 điểm khảo sát');
  expect(text).toContain('https://langnghe.example.vn');
  expect(text).not.toContain('PUBLIC_URL');
  testApp().clock.now = closingAt;
  const later = await colleague(testApp(), 'manager');
  expect((await later.get('/staff/posters')).text).toContain('Không có điểm khảo sát nào');
  testApp().clock.now = duringAt;
});

async function runAll(): Promise<void> {
  const { jobs } = testApp().stores;
  const logError = (error: { route: string; error: unknown }) => testApp().errors.push(error);
  const options = { jobs, kinds: jobKindsOf(testApp().stores), now: () => testApp().clock.now, logError };
  await runJobs(options, { number: 1, isOver: () => false });
  expect(testApp().errors).toEqual([]);
}

describeWith('pdftoppm', pdftoppmPath, 'the posters of many points', () => {
  it('are one PDF, a page for each point of the subtree that takes answers, and no link where there is a QR code', async () => {
    const started = await manager.post('/staff/posters', { unit: 'city', format: 'a5', language: 'vi' });
    await runAll();
    const result = await manager
      .get(`${started.headers['location']}/result`)
      .buffer()
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect(result.headers['content-disposition']).toContain('ap-phich.pdf');
    const pages = await renderPages(result.body as Buffer, 50);
    expect(new Set(pages.map(decoded))).toEqual(
      new Set(['WARD22', 'WARD33'].map((code) => `HTTPS://LANGNGHE.EXAMPLE.VN/S/${code}`)),
    );
  });
});

it('answers to the address as it is printed, in capitals', async () => {
  const { status } = await officer.get('/S/BENK77');
  expect(status).toBe(200);
});
