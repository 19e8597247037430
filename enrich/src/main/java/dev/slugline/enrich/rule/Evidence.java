package dev.slugline.enrich.rule;

/** Where a clause fired: UTF-16 offsets into the original text of the field. */
public record Evidence(String field, int start, int end, String text, String clause) {}
