package dev.slugline.ingest.format;

/** The single-valued fields that a format can find. */
public enum Field {
  ID,
  /** in what ID is unique; unset: among the ids of its source */
  ID_SPACE,
  TITLE,
  BODY,
  SUMMARY,
  URL,
  PUBLISHED,
  UPDATED,
  SECTION,
  LANGUAGE,
  VERSION,
  SLUGLINE,
  URGENCY,
  GENRE,
  DATELINE,
  ED_NOTE,
  CREDIT,
  COPYRIGHT,
  USAGE_TERMS,
  EMBARGOED,
  EXPIRES,
  SOURCE_NAME,
  SOURCE_DOMAIN,
  /** the wire, desk or section of a provider */
  SOURCE_SERVICE,
  /** set when the source says that this version corrects an earlier one */
  CORRECTION,
  RETRACTION_KIND,
  RETRACTION_REASON,
  RETRACTION_BY
}
