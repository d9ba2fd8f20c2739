import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  checkpointTime,
  isReleased,
  nextCheckpointAt,
  openCheckpoint,
  signCheckpoint,
} from '../../../src/collection/ledger/checkpoint.ts';
import { leafHash } from '../../../src/collection/ledger/merkle.ts';
import {
  openNote,
  readVerifierKey,
  signNote,
  signerOf,
  writeVerifierKey,
} from '../../../src/collection/ledger/note.ts';
import { promiseEnd, promisedDay, signPromise } from '../../../src/collection/ledger/promise.ts';

const signer = signerOf('lang-nghe/test', generateKeyPairSync('ed25519').privateKey);
const other = signerOf('lang-nghe/test', generateKeyPairSync('ed25519').privateKey);
const checkpoint = { number: 7, size: 123, root: leafHash('root'), time: new Date('2026-01-20T03:00:00Z') };

describe('signed notes', () => {
  test('the example of the Go checksum database reads and verifies', () => {
    const key = readVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    expect(key && openNote(note, key)).toBe(text);
    expect(key && openNote(note.replace('answer', 'Answer'), key)).toBeUndefined();
  });

  test('a verifier key is read back, and not with another name or id', () => {
    const written = writeVerifierKey(signer.key);
    expect(readVerifierKey(written)).toEqual(signer.key);
    expect(readVerifierKey(written.replace('/test', '/best'))).toBeUndefined();
    expect(readVerifierKey('lang-nghe/test+00000000+AAAA')).toBeUndefined();
  });

  test('a note opens with the key that signed it, and no other', () => {
    const note = signNote('a\nb\n', signer);
    expect(openNote(note, signer.key)).toBe('a\nb\n');
    expect(openNote(note, other.key)).toBeUndefined();
    expect(openNote(note.replace('a\n', 'c\n'), signer.key)).toBeUndefined();
    expect(openNote('a\nb\n', signer.key)).toBeUndefined();
  });
});

describe('checkpoints and promises', () => {
  test('are read back, and a promise passes for no checkpoint', () => {
    const note = signCheckpoint(checkpoint, signer);
    const promise = signPromise({ leafHash: leafHash('x'), loggedBy: '2026-01-21' }, signer);
    expect(openCheckpoint(note, signer.key)).toEqual(checkpoint);
    const leaf = leafHash('x').toString('base64');
    expect(openNote(promise, signer.key)).toBe(`lang-nghe/test promise\n${leaf}\nlogged by 2026-01-21\n`);
    expect(openCheckpoint(promise, signer.key)).toBeUndefined();
  });

  test('a promise runs to the end of the next day in Viet Nam', () => {
    expect(promisedDay(new Date('2026-01-20T16:00:00Z'))).toBe('2026-01-21');
    expect(promisedDay(new Date('2026-01-20T17:00:00Z'))).toBe('2026-01-22');
    expect(promiseEnd('2026-01-21').toISOString()).toBe('2026-01-21T17:00:00.000Z');
  });

  test('a checkpoint bears a full hour, once what arrived before it had time to be stored', () => {
    expect(checkpointTime(new Date('2026-01-20T03:01:59Z')).toISOString()).toBe('2026-01-20T02:00:00.000Z');
    expect(checkpointTime(new Date('2026-01-20T03:02:00Z')).toISOString()).toBe('2026-01-20T03:00:00.000Z');
  });

  test.each([
    ['29 of the same day wait', 29, '2026-01-20T02:00:00Z', '2026-01-20T10:00:00Z', false],
    ['30 are released', 30, '2026-01-20T02:00:00Z', '2026-01-20T10:00:00Z', true],
    ['one is released when its day has ended', 1, '2026-01-20T02:00:00Z', '2026-01-20T17:00:00Z', true],
    ['one is held until then', 1, '2026-01-20T02:00:00Z', '2026-01-20T16:00:00Z', false],
  ])('%s', (_, count, oldest, at, released) => {
    expect(isReleased({ count, oldestHour: new Date(oldest) }, new Date(at))).toBe(released);
  });

  test.each([
    ['enough wait: after the next full hour', 30, '2026-01-20T10:00', '2026-01-20T10:31', '2026-01-20T11:02'],
    [
      'enough wait, in the moments that belong to the hour before',
      30,
      '2026-01-20T10:00',
      '2026-01-20T11:01',
      '2026-01-20T11:02',
    ],
    [
      'too few wait: after the day of the oldest',
      29,
      '2026-01-20T10:00',
      '2026-01-20T10:31',
      '2026-01-21T00:02',
    ],
    [
      'too few, of the day before: after the next full hour',
      1,
      '2026-01-19T10:00',
      '2026-01-20T10:31',
      '2026-01-20T11:02',
    ],
  ])('the next checkpoint is expected when %s', (_when, count, oldest, at, expected) => {
    const instant = (text: string): Date => new Date(`${text}:00+07:00`);
    expect(nextCheckpointAt({ count, oldestHour: instant(oldest) }, instant(at))).toEqual(instant(expected));
  });
});
