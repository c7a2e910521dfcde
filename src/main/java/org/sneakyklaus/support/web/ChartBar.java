package org.sneakyklaus.support.web;

/**
 * One bar of a drawing that is {@link #DRAWING} wide; drawn by {@code fragments/chart}.
 *
 * @param y from the top
 * @param kind the last part of its class, {@code bar-…}, which colours it
 */
public record ChartBar(int x, int y, int width, int height, String kind) {

    /** The width of every drawing. Pages show it as wide as there is room. */
    public static final int DRAWING = 300;
}
