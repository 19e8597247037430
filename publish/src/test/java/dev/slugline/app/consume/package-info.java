/** The stream as its consumers see it: what docs/consuming.md tells them is done here. */
package dev.slugline.app.consume;
