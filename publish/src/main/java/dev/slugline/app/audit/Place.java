package dev.slugline.app.audit;

/**
 * An item of a raw record.
 *
 * @param item from 1; 0: the record as a whole
 */
record Place(int partition, long offset, int item) {
  /** As receipts are named: partition-offset, and the item where there is one. */
  @Override
  public String toString() {
    return partition + "-" + offset + (item == 0 ? "" : "#" + item);
  }
}
