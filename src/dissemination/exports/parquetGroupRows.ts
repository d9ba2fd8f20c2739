/** Rows of a group of a Parquet file: enough for columns to compress, few enough for memory. */
export const parquetGroupRows = 50_000;
