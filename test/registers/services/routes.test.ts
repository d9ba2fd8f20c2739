/** The register of services on pages, and what its acts make of it. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  namingOn,
  serviceErrors,
  servicesThrough,
  type ServiceChange,
} from '../../../src/registers/services/service.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, fillSmallCity, openingAt } from '../../support/builders.ts';
import { faultsIn } from '../../support/faults.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;
const civil = { vi: 'Hộ tịch', en: 'Civil status' };

beforeAll(async () => {
  const { stores } = testApp();
  await fillSmallCity(stores);
  await stores.services.add({ id: 'birth', name: { vi: 'Đăng ký khai sinh' }, field: civil });
  const revisions = [{ number: 1, roundId: 'round', unitId: 'ward-a', serviceId: 'birth', from: openingAt }];
  await stores.accessPoints.add({ ...anAccessPoint('BIRTH2', 'ward-a'), revisions });
  manager = await colleague(testApp(), 'manager');
});

const typed = (changes: Record<string, string> = {}) => ({
  name: 'Đăng ký kết hôn',
  nameEn: '',
  field: 'hộ tịch',
  fieldEn: '',
  code: '',
  on: '2026-01-05',
  ...changes,
});
const serviceNamed = async (name: string) =>
  (await testApp().stores.services.list()).find((service) => service.name.vi === name);
const errorOf = (field: string, page: string): string | undefined =>
  new RegExp(`id="${field}-error">([^<]*)`).exec(page)?.[1];
const rowsIn = (page: string): string[] =>
  [...(page.split('<tbody>')[1] ?? '').matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    row
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );

describe('a service', () => {
  it('is added in a field as that is written already, and the form is ready for the next one', async () => {
    const added = await manager.post('/staff/services', typed({ code: '1.000894' })).expect(303);
    const next = await manager.get(String(added.headers['location'])).expect(200);
    expect(next.text).toContain('Đã thêm thủ tục');
    expect(await serviceNamed('Đăng ký kết hôn')).toMatchObject({ field: civil, validFrom: '2026-01-05' });
    const { text } = await manager.get('/staff/services?q=1.000894').expect(200);
    expect(rowsIn(text)).toEqual(['Đăng ký kết hôn Hộ tịch 1.000894 đang thực hiện']);
  });

  it.each([
    ['name', { name: '' }, 'Cần ghi tên thủ tục.'],
    ['field', { field: '' }, 'Cần ghi lĩnh vực.'],
    ['code', { code: '1 2' }, 'Mã chỉ gồm chữ cái'],
    ['on', { on: '31/01/2026' }, 'Cần ghi ngày theo dạng'],
    ['on', { on: '' }, 'Cần ghi ngày theo dạng'],
    ['name', { name: 'đăng ký  KHAI sinh' }, 'Đã có một thủ tục khác tên như vậy'],
  ])('with an error of %s is not kept, and the form comes back filled in', async (field, wrong, sentence) => {
    const before = await testApp().stores.services.list();
    const { text } = await manager
      .post('/staff/services', typed({ name: 'Trích lục', nameEn: 'Half-typed', ...wrong }))
      .expect(422);
    expect(errorOf(field, text)).toContain(sentence);
    expect(text).toContain('value="Half-typed"');
    expect(await testApp().stores.services.list()).toEqual(before);
  });

  it('is called otherwise from a day on, which an old figure is not; a slip of the pen is no history', async () => {
    const path = '/staff/services/birth';
    const slip = typed({ name: 'Đăng kí khai sinh', field: 'Hộ tịch', on: '' });
    await manager.post(path, slip).expect(303);
    await manager
      .post(path, typed({ name: 'Khai sinh liên thông', field: 'Hộ tịch', on: '2026-01-10' }))
      .expect(303);
    const birth = (await serviceNamed('Khai sinh liên thông'))!;
    expect(['2026-01-09', '2026-01-10'].map((day) => namingOn(birth, day).name.vi)).toEqual([
      'Đăng kí khai sinh',
      'Khai sinh liên thông',
    ]);
    const { text } = await manager.get(path).expect(200);
    expect(rowsIn(text)).toEqual([
      'Khai sinh liên thông Hộ tịch – 10/01/2026 đến nay',
      'Đăng kí khai sinh Hộ tịch – trước khi dùng hệ thống 09/01/2026',
    ]);
    expect(text).toContain('1 điểm khảo sát');
    const wrong = [
      ['2026-01-21', 'Tên mới chỉ ghi được từ hôm nay trở về trước'],
      ['2026-01-10', 'Ngày này phải sau ngày bắt đầu'],
    ];
    for (const [on = '', sentence = ''] of wrong) {
      const refused = await manager.post(path, typed({ name: 'Khai sinh', on })).expect(422);
      expect(errorOf('on', refused.text)).toContain(sentence);
    }
  });

  it('ends from a day on, is offered no more then, and may go on after all', async () => {
    await manager.post('/staff/services', typed({ name: 'Nhận cha, mẹ, con' }));
    const { id } = (await serviceNamed('Nhận cha, mẹ, con'))!;
    const early = await manager.post(`/staff/services/${id}/end`, { on: '2026-01-05' }).expect(422);
    expect(errorOf('endOn', early.text)).toContain('phải ngừng sau ngày bắt đầu');
    await manager.post(`/staff/services/${id}/end`, { on: '2026-01-15' }).expect(303);
    const offered = async () => (await manager.get('/staff/access-points/new')).text.includes('Nhận cha');
    expect(await offered()).toBe(false);
    expect(rowsIn((await manager.get('/staff/services?state=ended')).text)).toEqual([
      'Nhận cha, mẹ, con Hộ tịch – không còn hoặc chưa thực hiện',
    ]);
    await manager.post(`/staff/services/${id}/end`, { on: '' }).expect(303);
    expect(await offered()).toBe(true);
  });

  it('is looked at by a manager of one ward, and changed by those only who answer for everything', async () => {
    const own = await colleague(testApp(), 'manager', 'ward-a');
    const { text } = await own.get('/staff/services/birth').expect(200);
    expect(text).not.toContain('<button class="primary">');
    await own.post('/staff/services/birth', typed({ name: 'X' })).expect(404);
  });

  it('added twice at once is kept once, and the audit knows it once', async () => {
    const twice = typed({ name: 'Khai tử', field: 'Hộ tịch' });
    const answers = await Promise.all([1, 2].map(() => manager.post('/staff/services', twice)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 422]);
    await drain(testApp());
    const entries = await testApp().stores.audit.list({ kind: 'service.added' }, 100);
    expect(entries.filter(({ subject }) => subject.label === 'Khai tử')).toHaveLength(1);
  });
});

describe('many services', () => {
  const file = [
    'Mã,Tên thủ tục,Lĩnh vực,Tên tiếng Anh',
    '2.000815,Chứng thực bản sao,Chứng thực,Certified copies',
    '',
    '1.000894,Đăng ký kết hôn mới,Hộ tịch,',
    ',Khai sinh liên thông,Hộ tịch,',
  ].join('\n');

  it('come from a file, are tried out in the form, and are then kept as one act', async () => {
    const changes = async () => (await testApp().stores.services.listChanges()).length;
    const before = await changes();
    const tried = await manager.upload('/staff/services/many/upload', file, { on: '2026-01-12' }).expect(200);
    expect(tried.text).toContain('Sẽ thêm 1 thủ tục, sửa 1; 1 đã đúng như vậy. Chưa có gì được lưu.');
    expect(await changes()).toBe(before);
    const rows = /name="rows"[^>]*>([^<]*)</.exec(tried.text)?.[1] ?? '';
    await manager.post('/staff/services/many', { on: '2026-01-12', rows, wanted: 'keep' }).expect(303);
    expect(await changes()).toBe(before + 1);
    expect(await serviceNamed('Chứng thực bản sao')).toMatchObject({
      name: { en: 'Certified copies' },
      code: '2.000815',
    });
    expect((await serviceNamed('Đăng ký kết hôn mới'))?.earlier).toHaveLength(1);
    const again = { on: '2026-01-12', rows, wanted: 'keep' };
    const same = await manager.post('/staff/services/many', again).expect(422);
    expect(errorOf('rows', same.text)).toContain('không có gì để lưu');
  });

  it('are previewed up to a hundred, with the number of others', async () => {
    const rows = Array.from({ length: 103 }, (_, number) => `Thủ tục thử ${number}; Hộ tịch`).join('\n');
    const tried = await manager.post('/staff/services/many', { on: '2026-01-12', rows, wanted: 'preview' });
    expect(tried.text).toContain('Sẽ thêm 103 thủ tục');
    expect(rowsIn(tried.text)).toHaveLength(100);
    expect(tried.text).toContain('Còn 3 dòng nữa không hiện ở đây');
  });

  it.each([
    [Buffer.from([0x54, 0xea, 0x6e, 0x2c, 0xf0, 0x0a]), 'Chữ trong tệp không theo UTF-8'],
    ['Thủ tục,Màu\nA,B', '1 Màu Không nhận ra cột này.'],
    ['Thủ tục\nA', '1 Lĩnh vực Thiếu cột này.'],
  ])('of a file that is no such list are not read: %#', async (wrong, sentence) => {
    const { text } = await manager
      .upload('/staff/services/many/upload', wrong, { on: '2026-01-12' })
      .expect(422);
    expect(faultsIn(text)).toContain(sentence);
  });

  it.each([
    ['', 'Bảng chưa có dòng nào'],
    ['A; F\n; F', '2 Thủ tục Cần ghi tên thủ tục.'],
    ['Thủ tục;Lĩnh vực\n\nA;', '3 Lĩnh vực Cần ghi lĩnh vực.'],
    ['A; F; 1 2', '1 Mã Mã chỉ gồm chữ cái'],
    ['A; F\nB; F\na ; F', '3 Thủ tục Thủ tục này đã có ở một hàng trên.'],
    ['A; F; 7\nB; F; 7', '1 – Mã này đang thuộc về một thủ tục khác.'],
    [Array(3001).fill('A; F').join('\n'), 'Mỗi lần nhiều nhất 3.000 dòng.'],
    ['A; F; 1; A; F; more', '1 – Dòng này có nhiều ô hơn số cột'],
  ])('with an error are not kept, none of them, and the list comes back: %j', async (rows, sentence) => {
    const before = await testApp().stores.services.listChanges();
    const { text } = await manager
      .post('/staff/services/many', { on: '2026-01-12', rows, wanted: 'keep' })
      .expect(422);
    expect(faultsIn(text)).toContain(sentence);
    expect(text).toContain(`${rows}</textarea>`);
    expect(await testApp().stores.services.listChanges()).toEqual(before);
  });
});

describe('the name of a service', () => {
  it('may come back once the other service has ended', () => {
    const entered = { at: openingAt, by: { accountId: 'a', name: 'a' } };
    const old = { id: 'old', name: { vi: 'Tạm trú' }, field: civil, validTo: '2026-01-01' };
    const anew = { id: 'new', name: { vi: 'Tạm trú' }, field: civil };
    const change = (validFrom: string): ServiceChange => ({
      id: '000001',
      added: [{ ...anew, validFrom }],
      changed: [],
      ended: [],
      entered,
    });
    expect(serviceErrors([old], change('2026-01-01'), '2026-01-20')).toEqual([]);
    expect(serviceErrors([old], change('2025-12-31'), '2026-01-20')).toEqual([
      { kind: 'nameTaken', serviceId: 'new' },
    ]);
    expect(servicesThrough([old], [change('2026-01-01')]).map(({ id }) => id)).toEqual(['new', 'old']);
  });
});
