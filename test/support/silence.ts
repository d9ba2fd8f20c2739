import request from 'supertest';
import type { TestApp } from './app.ts';
import { colleague } from './staff.ts';

/** A quarter of a second of silence: frames of MPEG-1 Layer III at 128 kbit/s, 44.1 kHz, each 417 bytes. */
export function silentMp3(frames = 10): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xff_fb_90_64);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}

/** Uploads a recording of a question as a manager does. */
export async function addRecording(
  app: TestApp,
  recording: { readonly survey: string; readonly question: string; readonly language?: string },
): Promise<void> {
  const { cookie, formToken } = await colleague(app, 'manager');
  await request(app.server)
    .post('/staff/recordings')
    .set('Cookie', cookie)
    .field({ formToken, language: 'vi', ...recording })
    .attach('file', silentMp3(), 'question.mp3')
    .expect(303);
}
