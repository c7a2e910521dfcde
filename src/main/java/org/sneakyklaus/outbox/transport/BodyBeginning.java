package org.sneakyklaus.outbox.transport;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of a response body and stops where it exceeds any expected length. */
final class BodyBeginning implements BodySubscriber<String> {

    private static final int LONGEST = 64 * 1024;

    private final BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
    private Flow.@Nullable Subscription rest;
    private int read;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        rest = subscription;
        text.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        if (read > LONGEST) {
            return;
        }
        read += part.stream().mapToInt(ByteBuffer::remaining).sum();
        text.onNext(part);
        if (read > LONGEST && rest != null) {
            rest.cancel();
            text.onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        text.onError(failure);
    }

    @Override
    public void onComplete() {
        text.onComplete();
    }

    @Override
    public CompletionStage<String> getBody() {
        return text.getBody();
    }
}
