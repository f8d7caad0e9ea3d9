package im.balcony.edge.keys;

import im.balcony.persistence.seal.MasterKeyRotation;

/** The nodes that have master keys, until it is closed: then nothing is told to them any more. */
interface KeyHolders extends MasterKeyRotation.KeyHolders, AutoCloseable {
  @Override
  void close();
}
