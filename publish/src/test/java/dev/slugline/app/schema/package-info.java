/** Holds the schemas to the records. */
@org.jspecify.annotations.NullMarked
package dev.slugline.app.schema;
