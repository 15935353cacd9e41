"""What a sentence-transformers folder holds beside the weights."""

import json
from pathlib import Path

from tokenizers import (
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)

from kb.search.encoder.q4 import Shape, Vocabulary

KIND = {
    "architectures": ["BertModel"],
    "model_type": "bert",
    "torch_dtype": "float32",
    "hidden_act": "gelu",
}
SETTINGS: dict[str, object] = {
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {
            "idx": 1,
            "name": "1",
            "path": "1_Pooling",
            "type": "sentence_transformers.models.Pooling",
        },
        {
            "idx": 2,
            "name": "2",
            "path": "2_Normalize",
            "type": "sentence_transformers.models.Normalize",
        },
    ],
    "config_sentence_transformers.json": {
        "prompts": {"query": "query: ", "passage": "passage: ", "document": "passage: "},
        "default_prompt_name": None,
        "similarity_fn_name": "cosine",
    },
    "sentence_bert_config.json": {
        "max_seq_length": 512,
        "do_lower_case": False,
        "model_args": {"add_pooling_layer": False},
    },
    "2_Normalize/config.json": {},
    "tokenizer_config.json": {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": 512,
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "unk_token": "<unk>",
        "pad_token": "<pad>",
    },
}


def write_settings(folder: Path, shape: Shape, vocabulary: Vocabulary) -> None:
    """Write what the model is made of, in sentence-transformers' words."""
    pooling = {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True}
    settings = {
        **SETTINGS,
        "config.json": _configuration(shape, vocabulary),
        "1_Pooling/config.json": pooling,
    }
    for name, content in settings.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=1), encoding="utf-8")


def write_tokenizer(folder: Path, vocabulary: Vocabulary) -> None:
    """Write how texts are cut into the pieces the model knows."""
    pieces = models.Unigram(list(vocabulary.pieces), vocabulary.unknown, byte_fallback=False)
    tokenizer = Tokenizer(pieces)
    tokenizer.normalizer = _normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", vocabulary.begin), ("</s>", vocabulary.end)],
    )
    tokenizer.save(str(folder / "tokenizer.json"))


def _configuration(shape: Shape, vocabulary: Vocabulary) -> dict[str, object]:
    return {
        **KIND,
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "layer_norm_eps": shape.epsilon,
        "pad_token_id": vocabulary.padding,
    }


def _normalizer() -> normalizers.Normalizer:
    invisible = Regex(r"[\x00-\x1f\x7f\u200b-\u200f\u2028\u2029\ufeff]")
    return normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Replace(invisible, " "),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
