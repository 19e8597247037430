/**
 * Rules as an analyst writes them: YAML files, their checks, the versions made from their content,
 * their examples, and the catalogue that ships with the product.
 */
@NullMarked
package dev.slugline.enrich.catalogue;

import org.jspecify.annotations.NullMarked;
