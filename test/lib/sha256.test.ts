import t from 'tap'
import { sha256 } from '../../src/lib/sha256.ts'

t.test('the examples of FIPS 180-4', async (t) => {
  t.equal(
    sha256('abc').toString('hex'),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  t.equal(
    sha256('').toString('hex'),
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  )
})

t.test('a text is hashed as UTF-8', async (t) => {
  t.same(sha256('é'), sha256(Uint8Array.of(0xc3, 0xa9)))
})
