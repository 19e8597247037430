package dev.slugline.enrich.rule;

final class ArticleReader {}
