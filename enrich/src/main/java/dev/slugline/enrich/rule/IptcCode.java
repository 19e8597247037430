package dev.slugline.enrich.rule;

/**
 * A code of the IPTC Media Topics; {@code match} is {@code exact}, {@code close} or {@code broad}.
 */
public record IptcCode(String id, String name, String match) {}
